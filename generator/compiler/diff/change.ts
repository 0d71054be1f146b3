import type { SurfaceName } from '../../runtime/contract.js';
import { type ChangeCode, changePages } from './codes.js';
import type { Severity } from './page.js';

/** One change between two specs. */
export interface Change {
  readonly code: ChangeCode;
  /** The tools it concerns, by their new names; empty where it concerns the service. */
  readonly tools: readonly string[];
  /** What has changed: 'input.lines[].quantity', 'schemas.Money.amount', 'scopes'. */
  readonly subject: string;
  /** What was, and what is. */
  readonly detail: string;
  /** The keys that lead to it in the new spec, as far as they still do. */
  readonly at: readonly string[];
  /** The surfaces that serve the tools it concerns, before or after. */
  readonly surfaces: readonly SurfaceName[];
}

/** A change of one tool, or of the service. */
export interface Reported extends Omit<Change, 'tools' | 'surfaces'> {
  readonly tool?: string;
  readonly surfaces?: readonly SurfaceName[];
}

/** Takes what was found; where it stands in the text is looked up later. */
export type ReportChange = (change: Reported) => void;

/** How severe a change is. */
export const severityOf = ({ code }: Pick<Change, 'code'>): Severity => changePages[code].severity;

/** A list of changes, in which one that several tools share stands once, and the function that adds to it. */
export function createChanges(): { readonly report: ReportChange; all(): readonly Change[] } {
  const found = new Map<string, Change>();
  return {
    report({ tool, surfaces = ['rest', 'mcp'], ...change }) {
      const key = JSON.stringify([change.code, change.at, change.subject, change.detail]);
      const known = found.get(key);
      found.set(key, {
        ...change,
        tools: [...new Set([...(known?.tools ?? []), ...(tool === undefined ? [] : [tool])])],
        surfaces: [...new Set([...(known?.surfaces ?? []), ...surfaces])],
      });
    },
    all: () => [...found.values()],
  };
}
