import type { JsonSchema } from '../../runtime/contract.js';
import type { Answer } from '../../upstream/operation.js';
import { at, entriesAt, pointer } from '../json.js';
import { lowerSchema } from '../schema/index.js';
import { mergedRoot } from '../schema/root.js';
import type { DocumentAround } from './input.js';
import { dereferenced, type FoundOperation } from './operations.js';

/** What a tool answers with, and what its handler makes it of. */
export interface FoundAnswer {
  readonly output: JsonSchema | 'content';
  readonly answer: Answer;
}

const statusOnly: FoundAnswer = {
  output: {
    type: 'object',
    properties: { status: { type: 'integer', description: 'The HTTP status that the API answered with.' } },
    required: ['status'],
  },
  answer: 'status',
};

/** The result of an operation: that of its first success. */
export function answerOf(operation: FoundOperation, around: DocumentAround): FoundAnswer {
  const { root, lose } = around;
  if (operation.method === 'HEAD') return statusOnly;
  const responses = entriesAt(operation.written, 'responses');
  const successes = responses
    .filter(([status]) => /^2(\d\d|XX)$/i.test(status))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isFilled = ([status, response]: readonly [string, unknown]) =>
    entriesAt(dereferenced(root, response, pointer(operation.at, 'responses', status)).value, 'content').length > 0;
  const chosen = successes.find(isFilled) ?? successes[0] ?? responses.find(([status]) => status === 'default');
  if (chosen === undefined) return { output: 'content', answer: 'content' };
  const [status, written] = chosen;
  const { value, at: place } = dereferenced(root, written, pointer(operation.at, 'responses', status));
  const contents = entriesAt(value, 'content');
  if (contents.length === 0) return statusOnly;
  const json = contents.find(([type]) => /[/+]json\b/i.test(type));
  if (json === undefined) return { output: 'content', answer: 'content' };
  const [type, media] = json;
  const schemaAt = pointer(place, 'content', type, 'schema');
  if (at(media, 'schema') === undefined) {
    lose('output/unknown', schemaAt);
    return { output: 'content', answer: 'content' };
  }
  const schema = lowerSchema(mergedRoot(at(media, 'schema'), schemaAt, around), schemaAt, {
    ...around,
    direction: 'output',
  });
  if (schema.type === 'object') return { output: schema, answer: 'json' };
  if (schema.anyOf !== undefined) {
    lose('output/unknown', schemaAt);
    return { output: 'content', answer: 'content' };
  }
  lose('output/wrapped', schemaAt);
  return { output: { type: 'object', properties: { result: schema }, required: ['result'] }, answer: 'result' };
}
