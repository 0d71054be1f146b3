import { isRecord } from '../../../../runtime/schema/equality.js';
import type { FoundDocument } from '../../gather/find.js';
import { at, type Operation } from '../../gather/operations.js';
import type { Verdict } from '../../verdict.js';
import { quote } from '../../words.js';
import { judged } from '../judge.js';
import { circles, lostReferences, referencesIn } from './references.js';
import { documentSchemas, isOfType } from './schema-walk.js';

/** Whether every reference ends. */
export function judgeReferences({ json }: FoundDocument): Verdict {
  const round = circles(json).map((name) => `The schema '${quote(name, 64)}' contains itself`);
  return judged([...lostReferences(json), ...round]);
}

/** Whether the importer gets through all schemas. */
export function judgeSchemas({ json }: FoundDocument, operations: readonly Operation[]): Verdict {
  const missing = isRecord(at(json, 'components', 'schemas'))
    ? []
    : ['components.schemas is missing; it has to exist, even empty'];
  const shapes = [...documentSchemas(json, operations)].flatMap(({ place, schema }) => {
    if (isOfType(schema, 'object') && !isRecord(schema['properties']))
      return [`${quote(place)} is an object without properties`];
    const { items } = schema;
    if (isOfType(schema, 'array') && !isRecord(items)) return [`${quote(place)} is a list without items`];
    return [];
  });
  const parameters = operations.flatMap((operation) =>
    [...referencesIn(operation.parameters)].length > 0
      ? [`${quote(operation.place)} has a $ref in its parameters`]
      : [],
  );
  return judged([...missing, ...shapes, ...parameters]);
}
