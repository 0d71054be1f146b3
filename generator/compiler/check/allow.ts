import { diagnosticCodes, isDiagnosticCode, messages } from '../diagnostics/codes.js';
import type { Diagnostic, Report, Span } from '../diagnostics/diagnostic.js';
import { changeCodes, isChangeCode } from '../diff/codes.js';
import { entryOf, type YamlEntry, type YamlNode } from '../source/source.js';

/** One line under an `allow`: a code that is accepted within a tool, or everywhere. */
export interface Allow {
  readonly code: string;
  readonly codeSpan: Span;
  readonly reason: string;
  readonly within: Span;
}

/** Every `allow` of a spec: at the top level, which holds everywhere, and in tools. */
export function allowsIn(root: YamlNode): readonly Allow[] {
  const tools = entryOf(root, 'tools')?.value;
  const everywhere = { start: 0, end: Number.POSITIVE_INFINITY };
  return [
    ...linesOf(entryOf(root, 'allow'), everywhere),
    ...(tools?.kind === 'map' ? tools.entries : []).flatMap(({ keySpan, value }) =>
      linesOf(entryOf(value, 'allow'), { start: keySpan.start, end: value.span.end }),
    ),
  ];
}

function linesOf(allow: YamlEntry | undefined, within: Span): Allow[] {
  if (allow?.value.kind !== 'map') return [];
  return allow.value.entries.map(({ key, keySpan, value }) => {
    const reason = value.kind === 'scalar' ? String(value.value) : '';
    return { code: key, codeSpan: keySpan, reason, within };
  });
}

/** Reports the lines that can accept nothing: codes that don't exist, and the language's own errors. */
export function checkAllows(allows: readonly Allow[], report: Report): void {
  for (const { code, codeSpan } of allows) {
    // Another form than a code's is a bad name, which the language reports.
    if (!/^[a-z]+\/[a-z-]+$/.test(code)) continue;
    if (isChangeCode(code)) continue;
    const known = [...diagnosticCodes, ...changeCodes];
    if (!isDiagnosticCode(code)) report('allow/unknown-code', codeSpan, { code, known });
    else if (!messages[code].allowable) report('allow/not-allowable', codeSpan, { code });
  }
}

const accepts = ({ code, within }: Allow, { code: found, span }: Diagnostic): boolean =>
  code === found && messages[found].allowable && span.start >= within.start && span.end <= within.end;

/** The findings that no `allow` accepts. */
export function remaining(found: readonly Diagnostic[], allows: readonly Allow[]): readonly Diagnostic[] {
  return found.filter((diagnostic) => !allows.some((allow) => accepts(allow, diagnostic)));
}

/**
 * Reports the lines that accept nothing. Only to be asked where every rule has run. Whether a line accepts a change shows
 * only beside another spec: `diglot diff` tells.
 */
export function reportUnused(found: readonly Diagnostic[], allows: readonly Allow[], report: Report): void {
  for (const allow of allows) {
    if (isChangeCode(allow.code) || found.some((diagnostic) => accepts(allow, diagnostic))) continue;
    report('allow/unused', allow.codeSpan, { code: allow.code });
  }
}
