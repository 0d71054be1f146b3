import type { Report, Span } from '../../diagnostics/diagnostic.js';
import { findInvisible } from '../../source/characters.js';
import { entryOf, nodeAt, type YamlNode } from '../../source/source.js';
import { mostPropertyCharacters } from '../client-limits.js';
import type { SchemaRule, SpecRule, ToolRule } from './rule.js';

/** A text of the spec and where it stands. */
interface Placed {
  readonly text: string;
  readonly span: Span;
}

function textAt(node: YamlNode, ...path: string[]): readonly Placed[] {
  const found = nodeAt(node, path);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? [{ text: found.value, span: found.span }] : [];
}

/** The texts at a key of every entry of a map. */
function textsIn(node: YamlNode | undefined, ...path: string[]): readonly Placed[] {
  return node?.kind === 'map' ? node.entries.flatMap(({ value }) => textAt(value, ...path)) : [];
}

/** What is invisible and yet text: joiners and selectors, one at a time, behind what they act on, and flags. */
const meant =
  /(?<=[\p{L}\p{M}])(?:\u200C|\u200D)(?=[\p{L}\p{M}])|(?<=\p{Emoji})(?:\uFE0E|\uFE0F)?\u200D(?=\p{Emoji})|(?<=\p{Emoji}\p{Emoji_Modifier}?)(?:\uFE0E|\uFE0F)|(?<=\p{Script=Han})[\u{E0100}-\u{E01EF}]|(?<=\u{1F3F4})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{2,6}\u{E007F}/gu;
/** Invisible by the Unicode standard. */
const hidden = /\p{Default_Ignorable_Code_Point}/u;
const elements =
  'a|abbr|b|base|body|br|button|code|div|em|embed|form|h[1-6]|head|hr|html|i|iframe|img|input|li|link|math|meta|object|ol|p|' +
  'pre|s|script|small|span|strong|style|sub|sup|svg|table|td|template|textarea|tr|u|ul|video';
/** Elements of HTML, what only HTML has, and characters written as it writes them; not <name> or <ann@example.com>. */
const markup = new RegExp(
  `<\\/?(?:${elements})(?:[\\s/][^<>]*)?>|<\\/[a-z][^<>]*>|<[a-z][^<>]*=[^<>]*>|<!--|&(?:#\\d+|#x[0-9a-f]+|lt|gt);`,
  'i',
);
const mostShown = 40;

/** What no text that a client shows may hold. */
function showable({ text, span }: Placed, report: Report): void {
  const character = hidden.exec(text.replace(meant, ''))?.[0];
  // What YAML refuses everywhere is not refused again.
  if (character !== undefined && findInvisible(character) === undefined) {
    const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    report('text/hidden-character', span, { codePoint });
  }
  const found = markup.exec(text)?.[0];
  if (found !== undefined) report('text/markup', span, { found: found.slice(0, mostShown) });
}

const overrides =
  /\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:previous|prior|earlier|above|other|all)\b[^.]{0,20}\b(?:instructions?|prompts?|rules?|messages?|tools?)\b/i;
const secrecy =
  /\b(?:do not|don't|never)\s+(?:tell|inform|mention|reveal)\b[^.]{0,30}\b(?:user|human|person|anyone|them)\b/i;
const systemPrompt = /\b(?:reveal|repeat|print|show|tell|ignore)\b[^.]{0,30}\b(?:system prompt|developer message)\b/i;
const insists = /\b(?:always|never|must|do not|don't|only|instead|before|after|first)\b/i;
const calls = /\b(?:call|calling|use|using|run|invoke|prefer|choose|avoid)\b/i;
const otherTools = /\b(?:other|another|any) tools?\b/i;

/** Names another tool of the spec, beyond doubt: a plain word could mean anything. */
type NamesTool = (word: string) => boolean;

/** What a text says to a model that is not about its own tool. */
function steering(text: string, namesTool: NamesTool): string | undefined {
  for (const form of [overrides, secrecy, systemPrompt]) {
    const found = form.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return text
    .split(/[.!?\n]+/)
    .map((sentence) => sentence.trim())
    .find((sentence) => {
      if (!insists.test(sentence) || !calls.test(sentence)) return false;
      return otherTools.test(sentence) || (sentence.match(/[A-Za-z0-9_]+/g) ?? []).some(namesTool);
    });
}

const address = /\bhttps?:\/\/([^\s/"'<>)]+)[^\s"'<>)]*/i;
const exampleHost = /(?:^|\.)(?:example\.(?:com|org|net)|example|test|localhost)(?::\d+)?$/i;

/** What no text that a model reads should hold. */
function readable({ text, span }: Placed, namesTool: NamesTool, report: Report): void {
  const found = steering(text, namesTool);
  if (found !== undefined) report('text/steers-model', span, { found: found.slice(0, mostShown * 2) });
  const [url, host = ''] = address.exec(text) ?? [];
  if (url !== undefined && !exampleHost.test(host))
    report('text/instruction-url', span, { url: url.slice(0, mostShown) });
}

/** The texts of the service. */
export const serviceTexts: SpecRule = ({ root }, report) => {
  const plugin = ['nameForHuman', 'descriptionForHuman', 'descriptionForModel'];
  const placed = [
    ...['title', 'description'].flatMap((key) => textAt(root, 'info', key)),
    ...plugin.flatMap((key) => textAt(root, 'plugin', key)),
    ...textsIn(nodeAt(root, ['auth', 'oauth2', 'scopes'])),
    ...textsIn(nodeAt(root, ['errors']), 'message'),
  ];
  for (const each of placed) showable(each, report);
  const read = [...textAt(root, 'info', 'description'), ...textAt(root, 'plugin', 'descriptionForModel')];
  for (const each of [...read, ...textsIn(nodeAt(root, ['errors']), 'message')]) readable(each, () => false, report);
};

const shortest = 20;
const mostModelCharacters = 1024;

/** The texts of a tool. */
export const toolTexts: ToolRule = ({ tool, toolNames, node }, report) => {
  const namesTool = (word: string) => word.includes('_') && word !== tool.name && toolNames.has(word);
  const read = ['description', 'modelDescription'].flatMap((key) => textAt(node, key));
  const shown = [textAt(node, 'title'), textAt(node, 'status', 'running'), textAt(node, 'status', 'done')].flat();
  for (const each of [...read, ...shown]) showable(each, report);
  for (const each of read) readable(each, namesTool, report);
  for (const { text, span } of textAt(node, 'description')) {
    if ([...text.trim()].length < shortest || isName(text, tool)) report('text/vague-description', span);
  }
  for (const { text, span } of textAt(node, 'modelDescription')) {
    const { length } = [...text];
    if (length > mostModelCharacters) report('text/model-description-length', span, { length });
  }
};

function isName(text: string, { name, title }: { readonly name: string; readonly title: string }): boolean {
  const plain = (each: string) => each.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return plain(text) === plain(name) || plain(text) === plain(title);
}

/** The texts of a schema. */
export const schemaTexts: SchemaRule = ({ node }, report) => {
  for (const each of ['title', 'description'].flatMap((key) => textAt(node, key))) showable(each, report);
  const place = entryOf(node, 'description')?.keySpan;
  for (const each of textAt(node, 'description')) {
    readable(each, () => false, report);
    const { length } = [...each.text];
    if (length > mostPropertyCharacters && place !== undefined) {
      report('text/property-description-length', place, { length });
    }
  }
};
