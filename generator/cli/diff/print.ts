import colors from 'picocolors';
import type { Lines } from '../../compiler/diagnostics/lines.js';
import { annotation } from '../../compiler/diagnostics/located.js';
import { changePages } from '../../compiler/diff/codes.js';
import { meaningsOf } from '../../compiler/diff/explain.js';
import type { Severity } from '../../compiler/diff/page.js';
import type { VersionVerdict } from '../../compiler/diff/version.js';
import type { Format } from '../formats.js';
import { printJson, say } from '../output.js';
import type { Found, unusedAllows } from './accepted.js';

/** What a comparison came to. */
export interface Comparison {
  readonly against: string;
  readonly source: Lines;
  /** The most severe first. */
  readonly changes: readonly Found[];
  readonly version: VersionVerdict;
  /** Of the worst change that is not accepted. */
  readonly severity: Severity | undefined;
  readonly unused: ReturnType<typeof unusedAllows>;
}

/** Prints a comparison for people, for programs (one JSON object) or as annotations of GitHub Actions. */
export function printComparison(comparison: Comparison, format: Format): void {
  const { against, changes, version, unused, source } = comparison;
  if (format === 'json') {
    const placed = <T extends object>(each: T) => ({ ...each, path: source.path });
    const { isCarried: ok, ...versions } = version;
    printJson({ ok, against, version: versions, changes: changes.map(placed), unusedAllows: unused.map(placed) });
    return;
  }
  if (format === 'github') process.stdout.write(annotations(comparison));
  for (const group of grouped(changes)) process.stdout.write(`${groupText(group, source)}\n`);
  for (const { code, start } of unused) {
    say(
      `${source.path}:${start.line}:${start.column} ${code} is allowed, but nothing of the kind changed since ${against}: remove it.`,
    );
  }
  process.stdout.write(`${summary(comparison)}\n`);
  if (!version.isCarried) say(advice(comparison));
}

/** The changes of one code, accepted ones apart, in the order of the list. */
function grouped(changes: readonly Found[]): readonly (readonly Found[])[] {
  const groups = new Map<string, Found[]>();
  for (const change of changes) {
    const key = `${change.code} ${change.accepted ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()];
}

/** More of one kind say nothing new. */
const mostShown = 20;
const paints: Readonly<Record<Severity, (text: string) => string>> = {
  major: colors.red,
  minor: colors.yellow,
  patch: colors.cyan,
};

function groupText(group: readonly Found[], { path }: Lines): string {
  const [first] = group;
  if (first === undefined) return '';
  const { code, severity, accepted } = first;
  const rest = group.length - mostShown;
  const means = meaningsOf(Object.assign({}, ...group.map((change) => change.means)));
  const widest = Math.max(...means.map(([name]) => name.length));
  return [
    `${paints[severity](severity)} ${colors.bold(code)}: ${changePages[code].summary}`,
    ...group.slice(0, mostShown).map(({ start, ...change }) => {
      return `  ${colors.blue(`${path}:${start.line}:${start.column}`)} ${sentence(change)}`;
    }),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...(accepted === undefined
      ? means.map(([name, text]) => `    ${name.padEnd(widest)}  ${text}`)
      : [`    accepted: ${printable(accepted)}`]),
    '',
  ].join('\n');
}

const mostTools = 5;

/** `add_to_cart, checkout: input.quantity maximum was 100, is 50`. */
function sentence({ tools, subject, detail }: Pick<Found, 'tools' | 'subject' | 'detail'>): string {
  const rest = tools.length - mostTools;
  const listed = tools.slice(0, mostTools).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return printable(`${tools.length === 0 ? '' : `${listed}: `}${subject} ${detail}`);
}

/** Texts of a spec must not drive a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}

function summary({ against, changes, version: { from, to, isCarried } }: Comparison): string {
  if (changes.length === 0) return `Nothing changed since ${against} that anyone could notice (${from}, ${to}).`;
  const counts = (['major', 'minor', 'patch'] as const).flatMap((severity) => {
    const count = changes.filter((change) => change.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const accepted = changes.filter((change) => change.accepted !== undefined).length;
  const verdict = isCarried ? ` info.version ${to} carries them (${from} before).` : '';
  return `${counts.join(', ')} since ${against}${accepted > 0 ? `; ${accepted} accepted` : ''}.${verdict}`;
}

function advice({ version: { from, to, needed }, severity, source }: Comparison): string {
  if (severity === undefined)
    return `info.version went back from ${from} to ${to}. Set it to ${from} or a later one in ${source.path}.`;
  const isMajor = severity === 'major';
  const others = isMajor ? `, or accept what breaks nobody with a reason: allow: { <code>: <why> }` : '';
  const found =
    from === to ? `info.version is still ${to}` : `info.version ${to} does not carry them: before, it was ${from}`;
  return `${found}. Set it to ${needed} in ${source.path}${others}.`;
}

const levels = { major: 'error', minor: 'warning', patch: 'warning' } as const;

function annotations({ changes, version, source }: Comparison): string {
  const open = changes.filter(({ accepted, severity }) => accepted === undefined && severity !== 'patch');
  return open
    .map(({ code, severity, means, start, ...change }) => {
      const level = version.isCarried ? 'warning' : levels[severity];
      const told = meaningsOf(means).map(([name, text]) => `${name}: ${text}`);
      return annotation(
        { severity: level, path: source.path, title: code, start },
        [sentence(change), ...told].join('\n'),
      );
    })
    .join('');
}
