import type { JsonSchema } from '../../runtime/contract.js';
import type { Parameter } from '../../upstream/operation.js';
import { at, entriesAt, listAt, pointer, textAt } from '../json.js';
import { argumentName } from '../names.js';
import { lowerSchema } from '../schema/index.js';
import { clientText } from '../texts.js';
import type { DocumentAround, InputParts } from './input.js';
import { dereferenced, type FoundOperation } from './operations.js';

/** Headers that the request has of its own, or that say who sends it. */
const ownHeaders =
  /^(?:accept|content-type|authorization|cookie|host|connection|content-length|transfer-encoding|te|trailer|upgrade|keep-alive|expect|proxy-.*|sec-.*|x-forwarded-.*|forwarded|x-api-key)$/i;

const queryStyles = new Set(['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']);
const otherStyles = new Set(['simple', 'label', 'matrix']);
const mostParameterText = 300;

/** Adds the parameters of an operation to its input. Returns false where one that is required can't be sent. */
export function addParameters(operation: FoundOperation, parts: InputParts, around: DocumentAround): boolean {
  const { root, lose } = around;
  const written = [
    ...listAt(operation.shared, 'parameters').map((value, index) =>
      dereferenced(root, value, pointer(operation.sharedAt, 'parameters', index)),
    ),
    ...listAt(operation.written, 'parameters').map((value, index) =>
      dereferenced(root, value, pointer(operation.at, 'parameters', index)),
    ),
  ];
  // What an operation says of a parameter replaces what its path says.
  const known = new Map(
    written.map((found) => [`${String(at(found.value, 'in'))} ${String(at(found.value, 'name'))}`, found]),
  );
  let isWhole = true;
  for (const { value, at: place } of known.values()) {
    const name = textAt(value, 'name');
    const where = at(value, 'in');
    const isRequired = at(value, 'required') === true || where === 'path';
    if (name === undefined || (where !== 'path' && where !== 'query' && where !== 'header')) {
      lose('input/left-out', place, `${String(where)} ${name ?? ''}`);
      isWhole = isWhole && !isRequired;
      continue;
    }
    if (where === 'path' && !operation.path.includes(`{${name}}`)) continue;
    if (where === 'header' && (ownHeaders.test(name) || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))) {
      lose('input/left-out', place, `header ${name}`);
      continue;
    }
    addParameter({ name, where, isRequired, value, place }, parts, around);
  }
  for (const [, name = ''] of operation.path.matchAll(/\{([^{}]*)\}/g)) {
    if (Object.values(parts.parameters).some((each) => each.in === 'path' && each.wireName === name)) continue;
    // The document forgot it; the path can't be filled without.
    const argument = argumentName(name, parts.taken, 'path');
    parts.add(argument, { type: 'string', minLength: 1, maxLength: 500 }, true);
    parts.parameters[argument] = { in: 'path', wireName: name };
    lose('schema/any', pointer(operation.at, 'parameters'), `{${name}} is not described`);
  }
  return isWhole;
}

interface Described {
  readonly name: string;
  readonly where: Parameter['in'];
  readonly isRequired: boolean;
  readonly value: unknown;
  readonly place: string;
}

function addParameter(
  { name, where, isRequired, value, place }: Described,
  parts: InputParts,
  around: DocumentAround,
): void {
  const { lose } = around;
  const [content] = entriesAt(value, 'content');
  const schemaAt = content === undefined ? pointer(place, 'schema') : pointer(place, 'content', content[0], 'schema');
  const lowered = lowerSchema(at(content === undefined ? value : content[1], 'schema'), schemaAt, {
    ...around,
    direction: 'input',
  });
  const text = clientText(textAt(value, 'description'), {
    most: mostParameterText,
    at: pointer(place, 'description'),
    lose,
  });
  const described = lowered.description?.match(/Default: .*$/)?.[0];
  const description =
    text === undefined
      ? lowered.description
      : described === undefined || /default/i.test(text)
        ? text
        : `${text} ${described}`;
  const schema: JsonSchema = { ...lowered, ...(description !== undefined && { description }) };
  const argument = argumentName(name, parts.taken, where);
  if (argument !== name) lose('input/renamed', place, `${name} is ${argument}`);
  parts.add(argument, where === 'path' ? filled(schema) : schema, isRequired);
  const style = textAt(value, 'style');
  const explode = at(value, 'explode');
  const known = style !== undefined && (where === 'query' ? queryStyles : otherStyles).has(style) ? style : undefined;
  const usual = where === 'query' ? 'form' : 'simple';
  parts.parameters[argument] = {
    in: where,
    wireName: name,
    ...(known !== undefined && known !== usual && { style: known }),
    ...(typeof explode === 'boolean' && explode !== ((known ?? usual) === 'form') && { explode }),
    ...(content !== undefined && { json: true }),
  };
}

/** A path with nothing in its place leads elsewhere. */
function filled(schema: JsonSchema): JsonSchema {
  const isText = schema.type === 'string' && schema.enum === undefined;
  return isText ? { ...schema, minLength: Math.max(1, schema.minLength ?? 0) } : schema;
}
