import type { Diagnostic } from '../compiler/diagnostics/diagnostic.js';
import { isError, read } from '../compiler/generate.js';
import { nodeAt } from '../compiler/source/source.js';
import type { Imported } from './imported.js';
import type { Loss } from './losses.js';
import { type SpecChoices, specText } from './spec-text.js';

/** An import that the compiler takes, or the findings that nothing here can settle. */
export type Verified =
  | { readonly ok: true; readonly imported: Imported; readonly spec: string; readonly warnings: number }
  | { readonly ok: false; readonly spec: string; readonly diagnostics: readonly Diagnostic[] };

const secret = 'secret/sensitive-property';
const secretReason = 'Imported as the original has it; not reviewed yet.';
const mostRounds = 4;

/**
 * Holds an import against the compiler. A property that looks like a secret is accepted in its tool, and said; a tool that
 * the compiler refuses for another reason is left out, and said. What is left compiles without an error.
 */
export function verify(written: Imported, how: Omit<SpecChoices, 'allows'>): Verified {
  const allows = new Map<string, Readonly<Record<string, string>>>();
  let imported = written;
  for (let round = 0; ; round++) {
    const spec = specText(imported, { ...how, allows });
    const { root, findings } = read({ path: 'spec/tools.yaml', text: spec });
    const tools = root && nodeAt(root, ['tools']);
    const entries = tools?.kind === 'map' ? tools.entries : [];
    const toolOf = ({ span }: Diagnostic) =>
      entries.find(({ keySpan, value }) => keySpan.start <= span.start && span.start <= value.span.end)?.key;
    const all = findings.all().filter((found) => found.code !== secret || !allows.has(toolOf(found) ?? ''));
    const wrong = all.filter(isError);
    if (wrong.length === 0) return { ok: true, imported, spec, warnings: all.length };
    const refused = new Map<string, Diagnostic>();
    for (const found of wrong) {
      const name = toolOf(found);
      if (name === undefined || round >= mostRounds) return { ok: false, spec, diagnostics: all };
      if (found.code === secret) allows.set(name, { [secret]: secretReason });
      else refused.set(name, found);
    }
    imported = without(imported, refused, allows);
  }
}

/** The import without the tools that were refused, their losses and those that were accepted reported. */
function without(
  imported: Imported,
  refused: ReadonlyMap<string, Diagnostic>,
  allows: ReadonlyMap<string, unknown>,
): Imported {
  const losses = new Map(imported.losses.map((loss): [string, Loss] => [`${loss.code} ${loss.at}`, loss]));
  for (const { name, at } of imported.tools) {
    const found = refused.get(name);
    if (found !== undefined)
      losses.set(`tool/unverified ${at}`, {
        code: 'tool/unverified',
        at,
        what: `${name}: ${found.code}: ${found.message}`.slice(0, 300),
      });
    else if (allows.has(name)) losses.set(`review/secret ${at}`, { code: 'review/secret', at, what: name });
  }
  return { ...imported, tools: imported.tools.filter(({ name }) => !refused.has(name)), losses: [...losses.values()] };
}
