import type { Report } from '../../diagnostics/diagnostic.js';
import type { Size } from '../../schema/measure.js';
import { entryOf, spanAt } from '../../source/source.js';
import { appIdUri, foreignHost, limits, openService, privacyPolicy, tenants } from './auth.js';
import { bounds, unbounded } from './bounds.js';
import { actionCount } from './counts.js';
import { catchAll, confirmation, retry, sensitive, verb } from './effects.js';
import { checkPatterns } from './patterns.js';
import type { SchemaRule, SpecRule, Subject, ToolRule, ToolSubject } from './rule.js';
import { contents, described, patternLength, requiredDefault, unions } from './schemas.js';
import { schemaTexts, serviceTexts, toolTexts } from './texts.js';
import { deprecation, renaming, retrievalShape, timeout } from './tools.js';
import { createRefusal, examplesFit, listedValues, notesFit } from './values.js';

const specRules: readonly SpecRule[] = [
  actionCount,
  openService,
  foreignHost,
  tenants,
  appIdUri,
  privacyPolicy,
  serviceTexts,
];

const toolRules: readonly ToolRule[] = [
  toolTexts,
  confirmation,
  verb,
  retry,
  catchAll,
  limits,
  unbounded,
  retrievalShape,
  timeout,
  deprecation,
  renaming,
];

const schemaRules: readonly SchemaRule[] = [
  contents,
  bounds,
  unions,
  patternLength,
  requiredDefault,
  described,
  schemaTexts,
  sensitive,
];

/** Applies every rule of the clients to a spec. `sizes` says which named schemas are whole. */
export function applyRules(subject: Subject, sizes: ReadonlyMap<string, Size>, report: Report): void {
  // A value is never tried on a pattern that could keep it for ever.
  const unsafe = checkPatterns(subject, report);
  const refusal = createRefusal(subject, { sizes, unsafe });
  for (const rule of specRules) rule(subject, report);
  const ofTools = [...toolRules, examplesFit(refusal)];
  for (const each of toolSubjects(subject)) for (const rule of ofTools) rule(each, report);
  const ofSchemas = [...schemaRules, notesFit(refusal), listedValues(refusal)];
  for (const [type, node] of subject.places) {
    const each = { ...subject, type, node };
    for (const rule of ofSchemas) rule(each, report);
  }
}

/** Each tool with the entry it was written in. */
function toolSubjects(subject: Subject): readonly ToolSubject[] {
  const written = entryOf(subject.root, 'tools')?.value;
  const entries = new Map(written?.kind === 'map' ? written.entries.map((entry) => [entry.key, entry]) : []);
  return subject.spec.tools.flatMap((tool) => {
    const entry = entries.get(tool.name);
    if (entry === undefined) return [];
    const at = (...path: string[]) => spanAt(entry.value, path, entry.keySpan);
    return [{ ...subject, tool, node: entry.value, at }];
  });
}
