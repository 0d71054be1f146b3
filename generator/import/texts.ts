import type { Lose } from './losses.js';

/** Texts that clients show and models read, made of what somebody wrote for a web page. */

const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
const address = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>()"'\]]*/gi;
/** What the language would take for markup, whatever it was meant as. */
const tagLike = /<(?=[a-z/!?])/gi;
const bullet = /^[ \t]*\*(?=[ \t])/gm;
/** A code span, stars around something, or the marks that are left of either. */
const marked = /`+([^`]*)`+|(\*{1,3})([^*]+)\2|`+/g;

/** What is marked, without its marks. Code keeps its stars, and so does what no letter or digit stands between. */
function unmarked(whole: string, code: string | undefined, _stars: string | undefined, inner = ''): string {
  if (code !== undefined) return code;
  if (whole.startsWith('`')) return '';
  return /[\p{L}\p{N}]/u.test(inner) && inner.trim() === inner ? inner.replaceAll('`', '') : whole;
}

/**
 * Plain text on one line: no tags, no characters written as HTML writes them, no links, no Markdown of the kinds that
 * documents use, nothing invisible. Linear in the length of the text.
 */
function plain(text: string): string {
  return text
    .replace(bullet, ' ')
    .replace(invisible, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&(?=#\d|#x[0-9a-f]|lt|gt)/gi, '& ')
    .replace(/<!--(?:(?!-->).)*-->/gs, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(address, '')
    .replace(tagLike, '< ')
    .replace(marked, unmarked)
    .replace(/(?:^|\s)#{1,6}(?=\s)/g, ' ')
    .replace(/\(\s*\)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?](?:\s|$))/g, '')
    .trim();
}

/** At most `most` characters, ended at a word. */
function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = characters.slice(0, most - 3).join('');
  const sentence = /^.*[.!?](?=\s)/.exec(head)?.[0];
  if (sentence !== undefined && sentence.length * 2 > head.length) return sentence;
  const word = head.replace(/\s+\S*$/, '');
  return `${word.length * 2 > head.length ? word : head}...`;
}

const mostRead = 20_000;

/** Where a text stands, how long it may be, and who hears of what it lost. */
export interface TextUse {
  readonly most: number;
  readonly at: string;
  readonly lose: Lose;
}

/** A text that clients take; undefined where nothing is left of it. */
export function clientText(text: string | undefined, { most, at, lose }: TextUse): string | undefined {
  if (text === undefined) return undefined;
  const start = text.slice(0, mostRead);
  const made = plain(start);
  const words = (each: string) => each.replace(/[^\p{L}\p{N}]+/gu, '').length;
  if (words(made) < words(start)) lose('text/cleaned', at, start);
  const short = shortened(made, most);
  if (short.length < made.length || text.length > mostRead) lose('text/cut', at, made);
  return short === '' ? undefined : short;
}
