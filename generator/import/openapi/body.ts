import type { JsonSchema } from '../../runtime/contract.js';
import { at, entriesAt, pointer } from '../json.js';
import { argumentName } from '../names.js';
import { lowerSchema } from '../schema/index.js';
import { mergedRoot } from '../schema/root.js';
import type { DocumentAround, InputParts } from './input.js';
import { dereferenced, type FoundOperation } from './operations.js';

/** How much better one kind of body is than another. */
const kinds: readonly (readonly [RegExp, 'fields' | 'text'])[] = [
  [/^application\/json\b/i, 'fields'],
  [/[/+]json\b/i, 'fields'],
  [/^application\/x-www-form-urlencoded\b/i, 'fields'],
  [/^multipart\/form-data\b/i, 'fields'],
  [/^\*\/\*|^application\/\*/, 'fields'],
  [/^text\//i, 'text'],
  [/./, 'text'],
];

/** Adds the body of an operation to its input: an object's properties beside the parameters, anything else as `body`. */
export function addBody(operation: FoundOperation, parts: InputParts, around: DocumentAround): void {
  const { root, lose } = around;
  const written = at(operation.written, 'requestBody');
  if (written === undefined) return;
  const { value, at: place } = dereferenced(root, written, pointer(operation.at, 'requestBody'));
  const found = best(value);
  if (found === undefined) return;
  const { name, media, kind } = found;
  const here = pointer(place, 'content', name);
  const schemaAt = pointer(here, 'schema');
  const type = name.includes('*') ? 'application/json' : name;
  const isRequired = at(value, 'required') === true;
  if (kind === 'text') {
    lose('input/encoding', here, name);
    const argument = argumentName('body', parts.taken, 'request');
    parts.add(argument, { type: 'string', description: `The body, as ${name}.` }, isRequired);
    parts.body = { type, argument };
    return;
  }
  if (/^multipart/i.test(name)) lose('input/encoding', here, name);
  const schema = lowerSchema(mergedRoot(at(media, 'schema'), schemaAt, around), schemaAt, {
    ...around,
    direction: 'input',
  });
  const isForm = !/json/i.test(type);
  if (!isFlat(schema, isRequired || isForm)) {
    const argument = argumentName('body', parts.taken, 'request');
    parts.add(argument, { description: 'The body of the request.', ...schema }, isRequired);
    parts.body = { type, argument };
    return;
  }
  const names: Record<string, string> = {};
  for (const [property, each] of Object.entries(schema.properties ?? {})) {
    const argument = argumentName(property, parts.taken, 'body');
    if (argument !== property) {
      names[argument] = property;
      lose('input/renamed', pointer(schemaAt, 'properties', property), `${property} is ${argument}`);
    }
    parts.add(argument, each, (isRequired || isForm) && (schema.required ?? []).includes(property));
  }
  parts.body = { type, ...(Object.keys(names).length > 0 && { names }) };
}

/** Whether the properties can stand beside the parameters: the body is there, and has those and no others. */
function isFlat({ type, properties, required = [], additionalProperties }: JsonSchema, isRequired: boolean): boolean {
  const isClosed = additionalProperties === undefined || additionalProperties === false;
  const count = Object.keys(properties ?? {}).length;
  return type === 'object' && count > 0 && isClosed && (isRequired || required.length === 0);
}

function best(body: unknown) {
  const contents = entriesAt(body, 'content');
  for (const [form, kind] of kinds) {
    const found = contents.find(([name]) => form.test(name));
    if (found !== undefined) return { name: found[0], media: found[1], kind };
  }
  return undefined;
}
