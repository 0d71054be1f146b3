import type { Allow } from '../../compiler/check/allow.js';
import { type Lines, lineTable, type Position } from '../../compiler/diagnostics/lines.js';
import { type Change, severityOf } from '../../compiler/diff/change.js';
import { changePages, isChangeCode } from '../../compiler/diff/codes.js';
import { type Audience, audiences, type Severity } from '../../compiler/diff/page.js';
import { spanAt, type YamlNode } from '../../compiler/source/source.js';

/** A change, where it stands in the new spec, and the reason why it is accepted, if it is. */
export interface Found extends Omit<Change, 'at' | 'surfaces'> {
  readonly severity: Severity;
  readonly means: Readonly<Partial<Record<Audience, string>>>;
  readonly start: Position;
  readonly accepted?: string;
}

/** The new spec, and what it accepts. */
interface Spec {
  readonly root: YamlNode;
  readonly source: Lines;
  readonly allows: readonly Allow[];
}

/** Puts positions and reasons to changes. An `allow` in a tool accepts what stands in that tool, one at the top everything. */
export function locateChanges(changes: readonly Change[], { root, source, allows }: Spec): readonly Found[] {
  const { positionAt } = lineTable(source);
  return changes.map(({ at, surfaces, ...change }) => {
    const span = spanAt(root, at, root.span);
    const allow = allows.find(
      ({ code, within }) => code === change.code && span.start >= within.start && span.end <= within.end,
    );
    return {
      ...change,
      severity: severityOf(change),
      means: meansFor({ code: change.code, surfaces }),
      start: positionAt(span.start),
      ...(allow && { accepted: allow.reason }),
    };
  });
}

/** What a change means to those who can meet it: a tool that only MCP serves is nothing to ChatGPT's actions. */
function meansFor({ code, surfaces }: Pick<Change, 'code' | 'surfaces'>): Found['means'] {
  const { means } = changePages[code];
  const isReached = (audience: Audience) => {
    if (audience === 'rest' || audience === 'chatgpt') return surfaces.includes('rest');
    return audience !== 'mcp' || surfaces.includes('mcp');
  };
  return Object.fromEntries(
    audiences.flatMap((audience) => {
      const text = means[audience];
      return text !== undefined && isReached(audience) ? [[audience, text]] : [];
    }),
  );
}

/** The lines under `allow` that accept no change: what they accepted has been released. */
export function unusedAllows(
  allows: readonly Allow[],
  changes: readonly Found[],
  source: Lines,
): readonly { readonly code: string; readonly start: Position }[] {
  const { positionAt } = lineTable(source);
  const reasons = new Set(changes.map(({ code, accepted }) => `${code} ${accepted}`));
  return allows
    .filter(({ code, reason }) => isChangeCode(code) && !reasons.has(`${code} ${reason}`))
    .map(({ code, codeSpan }) => ({ code, start: positionAt(codeSpan.start) }));
}
