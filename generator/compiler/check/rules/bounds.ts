import { resolved } from '../../schema/follow.js';
import { partsOf } from '../../schema/measure.js';
import type { NumberType, ObjectType, TypeExpr } from '../../schema/type-expr.js';
import { entryOf, firstKey } from '../../source/source.js';
import type { SchemaRule, ToolRule } from './rule.js';

interface Bound {
  readonly key: string;
  readonly value: number;
  /** Whether the value itself is excluded. */
  readonly open: boolean;
}

type Range = readonly [low: readonly Bound[], high: readonly Bound[]];

const bound = (key: string, value: number | undefined, open = false): Bound[] =>
  value === undefined ? [] : [{ key, value, open }];

function rangeOf(type: TypeExpr): Range {
  switch (type.kind) {
    case 'string':
      return [bound('minLength', type.minLength), bound('maxLength', type.maxLength)];
    case 'array':
      return [bound('minItems', type.minItems), bound('maxItems', type.maxItems)];
    case 'object':
      return objectRange(type);
    case 'number':
    case 'integer':
      return [
        [...bound('minimum', type.minimum), ...bound('exclusiveMinimum', type.exclusiveMinimum, true)],
        [...bound('maximum', type.maximum), ...bound('exclusiveMaximum', type.exclusiveMaximum, true)],
      ];
    default:
      return [[], []];
  }
}

/** What is required counts from below; what a closed object declares, from above. */
function objectRange(type: ObjectType): Range {
  const required = type.properties.filter((property) => property.required).length;
  return [
    [...bound('minProperties', type.minProperties), ...(required > 0 ? bound('required', required) : [])],
    [
      ...bound('maxProperties', type.maxProperties),
      ...(type.additional === false ? bound('properties', type.properties.length) : []),
    ],
  ];
}

/** Bounds have to leave a value between them. */
export const bounds: SchemaRule = ({ type, node }, report) => {
  const [lows, highs] = rangeOf(type);
  for (const low of lows) {
    const high = highs.find((each) => isEmpty(low, each, type.kind === 'integer'));
    if (high === undefined) continue;
    report('schema/bad-bounds', entryOf(node, low.key)?.keySpan ?? firstKey(node), { low: low.key, high: high.key });
    return;
  }
};

function isEmpty(low: Bound, high: Bound, whole: boolean): boolean {
  if (!whole) return low.value > high.value || (low.value === high.value && (low.open || high.open));
  const least = low.open ? Math.floor(low.value) + 1 : Math.ceil(low.value);
  const most = high.open ? Math.ceil(high.value) - 1 : Math.floor(high.value);
  return least > most;
}

/** Formats whose texts are short by themselves. */
const shortFormats = new Set(['date', 'time', 'date-time', 'email', 'uuid', 'ipv4', 'ipv6']);

/** What a model makes up has to have bounds. */
export const unbounded: ToolRule = ({ tool, types, places, isSound }, report) => {
  const done = new Set<TypeExpr>();
  const visit = (written: TypeExpr): void => {
    const type = resolved(written, types);
    if (type === undefined || done.has(type)) return;
    done.add(type);
    const missing = type.values || type.constant ? undefined : missingBound(type);
    const node = places.get(type);
    if (missing !== undefined && node !== undefined && isSound(node.span))
      report('schema/unbounded', firstKey(node), missing);
    for (const part of partsOf(type)) visit(part);
  };
  visit(tool.input);
};

function missingBound(type: TypeExpr): { readonly what: string; readonly add: string } | undefined {
  switch (type.kind) {
    case 'string':
      // A pattern without a length is a finding of its own.
      return type.maxLength !== undefined || type.pattern !== undefined || shortFormats.has(type.format ?? '')
        ? undefined
        : { what: 'text', add: "'maxLength:'" };
    case 'array':
      return type.maxItems === undefined ? { what: 'list', add: "'maxItems:'" } : undefined;
    case 'number':
    case 'integer':
      return missingEnds(type);
    default:
      return undefined;
  }
}

function missingEnds(type: NumberType) {
  const low = type.minimum ?? type.exclusiveMinimum;
  const high = type.maximum ?? type.exclusiveMaximum;
  const add = [...(low === undefined ? ["'minimum:'"] : []), ...(high === undefined ? ["'maximum:'"] : [])];
  return add.length === 0 ? undefined : { what: 'number', add: add.join(' and ') };
}
