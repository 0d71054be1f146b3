import { manyActions, mostActions, mostPropertyCharacters } from '../../../../compiler/check/client-limits.js';
import { counted } from '../../../../compiler/diagnostics/counted.js';
import { at, type Operation } from '../../gather/operations.js';
import { fail, pass, type Verdict, warn } from '../../verdict.js';
import { listed, quote } from '../../words.js';
import { judged } from '../judge.js';
import { resolve } from './references.js';
import { isOfType, rootUnions } from './schema-walk.js';

/** What clients take for the name of a tool or an operation. */
export const clientName = /^[a-zA-Z0-9_-]{1,64}$/;

const mostCharacters = 300;

/** How many actions ChatGPT would show. */
export function judgeActions(operations: readonly Operation[]): Verdict {
  const { length } = operations;
  const names = listed(
    operations.map(({ id, place }) => quote(id || place, 40)),
    6,
  );
  if (length === 0) return fail('The document has no operation.');
  if (length > mostActions) return fail(`The document has ${length} operations; ChatGPT imports ${mostActions}.`);
  const found = `${counted(length, 'action')} discovered: ${names}.`;
  return length >= manyActions ? warn(`${found} ChatGPT's limit is ${mostActions}.`) : pass(found);
}

/** Whether each operation can be named. */
export function judgeNames(operations: readonly Operation[]): Verdict {
  const seen = new Set<string>();
  const problems = operations.flatMap(({ id, place }) => {
    const where = quote(place);
    if (id === '') return [`${where} has no operationId`];
    if (!clientName.test(id)) return [`'${quote(id)}' of ${where} is no name for an operation`];
    if (seen.has(id)) return [`'${id}' is the name of two operations`];
    seen.add(id);
    return [];
  });
  return judged(problems);
}

/** Whether the importer takes the texts. */
export function judgeTexts(operations: readonly Operation[]): Verdict {
  const lengthOf = (text: unknown) => (typeof text === 'string' ? [...text].length : 0);
  const tooLong = (what: string, text: unknown, most: number) =>
    lengthOf(text) > most ? [`${what} has ${lengthOf(text)} characters, ${most} are taken`] : [];
  const problems = operations.flatMap(({ place, fields, parameters, body }) => {
    const where = quote(place);
    return [
      ...tooLong(`The summary of ${where}`, fields['summary'], mostCharacters),
      ...tooLong(`The description of ${where}`, fields['description'], mostCharacters),
      ...parameters.flatMap((each) =>
        tooLong(
          `Parameter '${quote(String(at(each, 'name')), 40)}' of ${where}`,
          at(each, 'description'),
          mostPropertyCharacters,
        ),
      ),
      ...Object.entries(at(body, 'properties') ?? {}).flatMap(([name, each]) =>
        tooLong(`Property '${quote(name, 40)}' of ${where}`, at(each, 'description'), mostPropertyCharacters),
      ),
    ];
  });
  return judged(problems);
}

/** Whether ChatGPT knows when to ask. */
export function judgeConfirm(operations: readonly Operation[]): Verdict {
  const silent = operations.filter(
    ({ consequential, method }) => typeof consequential !== 'boolean' && method !== 'get',
  );
  if (silent.length === 0) return pass();
  const lack = silent.length === 1 ? 'lacks' : 'lack';
  return warn(`${counted(silent.length, 'operation')} ${lack} it: ${listed(silent.map(({ place }) => quote(place)))}.`);
}

/** Whether each body is a plain object. */
export function judgeBodies(operations: readonly Operation[], document: unknown): Verdict {
  const problems = operations.flatMap(({ place, body }) => {
    if (body === undefined) return [];
    const target = at(body, '$ref');
    const schema = typeof target === 'string' ? resolve(document, target) : body;
    // Where a reference leads nowhere, that is said elsewhere.
    if (schema === undefined) return [];
    const [union] = rootUnions(schema);
    if (union !== undefined) return [`The body of ${quote(place)} has ${union} at its root`];
    const isObject = typeof schema === 'object' && schema !== null && isOfType({ ...schema }, 'object');
    return isObject ? [] : [`The body of ${quote(place)} is no object`];
  });
  return judged(problems);
}
