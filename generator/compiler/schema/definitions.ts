import type { Fragment } from '../source/fragment.js';
import { schemaShapes, type TypedKind, typeMeaning, typeSchema, typeWords, untypedKinds } from './keywords.js';

/**
 * The portable subset of JSON Schema as JSON Schema: what `schemaReference` and `rootReference` refer to.
 * Which kind a schema is, is decided as `parseSchema` decides it.
 */
export function schemaDefinitions(): Readonly<Record<string, Fragment>> {
  const kinds = Object.entries(schemaShapes).map(([kind, shape]): [string, Fragment] => [kind, shape.schema()]);
  return { schema: anySchema(), root: rootSchema(), ...Object.fromEntries(kinds) };
}

const refer = (kind: keyof typeof schemaShapes): Fragment => ({ $ref: `#/$defs/${kind}` });
const has = (keyword: string): Fragment => ({ required: [keyword] });
const needsType: Fragment = { required: ['type'] };
const typedKinds: readonly TypedKind[] = ['string', 'number', 'boolean', 'array', 'object'];

function anySchema(): Fragment {
  const allWords = typedKinds.flatMap((kind) => [...typeWords[kind]]);
  const byType = typedKinds.map(
    (kind): Case => [{ properties: { type: ownType(typeSchema(typeWords[kind])) } }, refer(kind)],
  );
  return {
    description: 'A schema: JSON Schema, as far as it means the same to every client.',
    type: 'object',
    // Refused here where it is no type, and offered while nothing else says which kind this is.
    properties: { type: ownType(typeSchema(allWords)) },
    ...firstOf(
      [
        [has('$ref'), refer('reference')],
        [has('type'), firstOf(byType, {})],
        ...untypedKinds.map(([keyword, kind]): Case => [has(keyword), refer(kind)]),
      ],
      needsType,
    ),
  };
}

/** The root of an input or output: an object, or what is to become one. */
function rootSchema(): Fragment {
  const object = { allOf: [refer('object')], properties: { type: ownType({ const: 'object' }) } };
  return {
    description: 'The schema of an object.',
    type: 'object',
    ...firstOf(
      [
        [has('$ref'), refer('reference')],
        [has('type'), object],
        [has('allOf'), refer('allOf')],
      ],
      needsType,
    ),
  };
}

function ownType(schema: Fragment): Fragment {
  return { description: typeMeaning, ...schema };
}

type Case = readonly [condition: Fragment, schema: Fragment];

/** The schema of the first condition that holds. */
function firstOf(cases: readonly Case[], otherwise: Fragment): Fragment {
  return cases.reduceRight<Fragment>(
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nobody awaits a schema
    (rest, [condition, schema]) => ({ if: condition, then: schema, else: rest }),
    otherwise,
  );
}
