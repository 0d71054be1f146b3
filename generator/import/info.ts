import { coerce } from 'semver';
import type { ImportedInfo } from './imported.js';
import { textAt } from './json.js';
import type { Lose } from './losses.js';
import { clientText } from './texts.js';

const most = { title: 60, description: 300 } as const;
const email = /^[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,60}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;
const terms = /^https:\/\/([A-Za-z0-9]([A-Za-z0-9-]{0,60}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(\/[A-Za-z0-9._~-]+)*\/?$/;

/** What a source says of itself, as the language takes it. */
export function infoOf(
  written: { readonly info: unknown; readonly at: string; readonly contact?: unknown },
  lose: Lose,
): ImportedInfo {
  const { info, at, contact } = written;
  const title = clientText(textAt(info, 'title'), { most: most.title, at: `${at}/title`, lose }) ?? 'Imported API';
  const description = clientText(textAt(info, 'description') ?? textAt(info, 'summary'), {
    most: most.description,
    at: `${at}/description`,
    lose,
  });
  const address = textAt(contact, 'email');
  const termsUrl = textAt(info, 'termsOfService');
  return {
    title,
    version: coerce(textAt(info, 'version'))?.version ?? '1.0.0',
    description: description ?? `The tools of ${title}.`.slice(0, most.description),
    ...(address !== undefined && address.length <= 200 && email.test(address) && { contact: { email: address } }),
    ...(termsUrl !== undefined && termsUrl.length <= 500 && terms.test(termsUrl) && { termsUrl }),
  };
}

/** Texts of one tool. */
export interface ToolTexts {
  readonly title: string;
  readonly description: string;
  readonly modelDescription?: string;
}

/** The titles and descriptions of a tool: of its short text, its long one, and what it is where there is neither. */
export function toolTexts(
  {
    short,
    long,
    fallback,
    at,
  }: {
    readonly short: string | undefined;
    readonly long: string | undefined;
    readonly fallback: { readonly title: string; readonly description: string };
    readonly at: string;
  },
  lose: Lose,
): ToolTexts {
  const quiet: Lose = () => {};
  const title = clientText(short, { most: 60, at, lose: quiet }) ?? fallback.title;
  const whole = [short, long].filter((text) => text !== undefined);
  const text =
    long !== undefined && short !== undefined && long.startsWith(short) ? long : whole.join('. ').replace('.. ', '. ');
  const description = clientText(text, { most: 299, at, lose: quiet });
  const model = clientText(text, { most: 1000, at, lose });
  const isVague = description === undefined || [...description].length < 20 || same(description, title);
  if (isVague) lose('text/made-up', at, fallback.description);
  const made = isVague
    ? `${description === undefined ? '' : `${description.replace(/[.!?]?$/, '.')} `}${fallback.description}`
    : description;
  return {
    title: title.replace(/\.$/, ''),
    description: [...made].slice(0, 299).join(''),
    ...(!isVague && model !== undefined && model !== description && { modelDescription: model }),
  };
}

function same(a: string, b: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return plain(a) === plain(b);
}
