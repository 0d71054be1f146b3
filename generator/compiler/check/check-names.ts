import type { Report } from '../diagnostics/diagnostic.js';
import type { NamedEntry } from '../source/shape.js';
import { schemaNames, toolNames } from './forms.js';
import { identifierOf, reservedBecause } from './names.js';

/** Component names that the documents use themselves, or that every JavaScript object has. */
const takenSchemas = new Set(['Problem', 'ContentResult', ...Object.getOwnPropertyNames(Object.prototype)]);

type Names = readonly Pick<NamedEntry<unknown>, 'name' | 'nameSpan'>[];

/** Checks the form of schema names and that the documents don't use them already. */
export function checkSchemaNames(names: Names, report: Report): void {
  for (const { name, nameSpan } of names) {
    if (!schemaNames.pattern.test(name))
      report('spec/bad-name', nameSpan, { name: name.slice(0, 80), what: schemaNames.what, rule: schemaNames.rule });
    else if (takenSchemas.has(name)) report('schema/reserved-name', nameSpan, { name });
  }
}

/** Checks the form of tool names, that none is reserved, and that no two meet in code or on disk. */
export function checkToolNames(names: Names, report: Report): void {
  const taken = new Map<string, string>();
  for (const { name, nameSpan } of names) {
    const why = reservedBecause(name);
    const identifier = identifierOf(name).toLowerCase();
    const other = taken.get(identifier);
    if (!toolNames.pattern.test(name)) report('tool/bad-name', nameSpan, { name: name.slice(0, 80) });
    else if (why !== undefined) report('tool/reserved-name', nameSpan, { name, why });
    else if (other !== undefined) report('tool/name-collision', nameSpan, { name, other });
    else taken.set(identifier, name);
  }
}
