import type { JsonSchema, JsonTypeName } from '../contract.js';
import { arrayCheck } from './arrays.js';
import { type Build, type Check, fail, SchemaError } from './check.js';
import { type Fields, isRecord } from './equality.js';
import { numberCheck } from './numbers.js';
import { objectCheck } from './objects.js';
import { stringCheck } from './strings.js';

const nouns: ReadonlyMap<JsonTypeName, string> = new Map([
  ['null', 'null'],
  ['boolean', 'true or false'],
  ['object', 'an object'],
  ['array', 'an array'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['string', 'a string'],
]);

/** The check of `type` and of the keywords that apply to values of one type. */
export function typeCheck(schema: JsonSchema, at: string, build: Build): Check {
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  const strange = types?.find((type) => !nouns.has(type));
  if (strange !== undefined) throw new SchemaError(`${at}: unknown type '${strange}'`);
  const words = types?.map((type) => nouns.get(type) ?? type).join(' or ') ?? 'a JSON value';
  const refuse = (report: Parameters<Check>[1]) => fail(report, 'type', `must be ${words}`);
  const takes = (type: JsonTypeName) => types === undefined || types.includes(type);
  const slots: Slots = {
    null: takes('null'),
    boolean: takes('boolean'),
    string: takes('string') ? stringCheck(schema, at) : undefined,
    number: takes('number') || takes('integer') ? numberCheck(schema, at) : undefined,
    fraction: takes('number'),
    array: takes('array') ? arrayCheck(schema, at, build) : undefined,
    object: takes('object') ? objectCheck(schema, at, build) : undefined,
  };
  return types?.length === 1 ? single(slots, refuse) : dispatch(slots, refuse);
}

type Refuse = (report: Parameters<Check>[1]) => false;

/** What may stand here, by JSON type; undefined or false where nothing of that type may. */
interface Slots {
  readonly null: boolean;
  readonly boolean: boolean;
  readonly string: Check<string> | undefined;
  readonly number: Check<number> | undefined;
  /** Whether numbers need not be whole. */
  readonly fraction: boolean;
  readonly array: Check<readonly unknown[]> | undefined;
  readonly object: Check<Fields> | undefined;
}

function dispatch({ string, number, fraction, array, object, ...slots }: Slots, refuse: Refuse): Check {
  const isNumber = fraction ? Number.isFinite : Number.isInteger;
  return (value, report) => {
    switch (typeof value) {
      case 'string':
        return string === undefined ? refuse(report) : string(value, report);
      case 'number':
        return number === undefined || !isNumber(value) ? refuse(report) : number(value, report);
      case 'boolean':
        return slots.boolean || refuse(report);
      case 'object':
        if (value === null) return slots.null || refuse(report);
        if (Array.isArray(value)) return array === undefined ? refuse(report) : array(value, report);
        return object === undefined ? refuse(report) : object(value as Fields, report);
      default:
        return refuse(report);
    }
  };
}

/** The same as {@link dispatch} for one type, which is the usual case: a shorter way. */
function single(slots: Slots, refuse: Refuse): Check {
  const { string, number, object } = slots;
  if (string !== undefined) {
    return (value, report) => (typeof value === 'string' ? string(value, report) : refuse(report));
  }
  if (number !== undefined) {
    const isNumber = slots.fraction ? Number.isFinite : Number.isInteger;
    return (value, report) => (isNumber(value) ? number(value as number, report) : refuse(report));
  }
  if (object !== undefined) {
    return (value, report) => (isRecord(value) ? object(value, report) : refuse(report));
  }
  return dispatch(slots, refuse);
}
