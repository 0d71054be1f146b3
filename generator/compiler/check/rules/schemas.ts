import { hasDefault } from '../../schema/follow.js';
import { entryOf, firstKey } from '../../source/source.js';
import { descriptionOf, propertyNodes } from './properties.js';
import type { SchemaRule } from './rule.js';

/** An object has to say what is in it. */
export const contents: SchemaRule = ({ type, node }, report) => {
  if (type.kind !== 'object' || entryOf(node, 'type') === undefined) return;
  if (entryOf(node, 'properties') ?? entryOf(node, 'additionalProperties')) return;
  report('schema/properties-missing', entryOf(node, 'type')?.keySpan ?? firstKey(node));
};

/** Clients are fragile with unions. */
export const unions: SchemaRule = ({ type, node, isSound }, report) => {
  // At the root of an input or output it is an error of its own.
  if (type.kind !== 'union' || !isSound(node.span)) return;
  report('schema/nested-union', entryOf(node, type.mode)?.keySpan ?? firstKey(node), { keyword: type.mode });
};

/** A pattern is tried on whatever length is let in. */
export const patternLength: SchemaRule = ({ type, node, isSound }, report) => {
  if (!isSound(node.span) || type.kind !== 'string' || type.pattern === undefined || type.maxLength !== undefined)
    return;
  if (isFixedLength(type.pattern)) return;
  report('schema/unbounded-pattern', entryOf(node, 'pattern')?.keySpan ?? firstKey(node));
};

/** Anchored at both ends, without groups or alternatives, every repetition of one count: it can match in one way only. */
export function isFixedLength(pattern: string): boolean {
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return /^\^[^()|*+?{}]*(?:\{\d{1,3}\}[^()|*+?{}]*)*\$$/.test(plain);
}

/** A default is for what may be absent. */
export const requiredDefault: SchemaRule = ({ type, node, types }, report) => {
  if (type.kind !== 'object') return;
  const required = type.properties.filter((property) => property.required && hasDefault(property.type, types));
  const names = new Set(required.map(({ name }) => name));
  for (const { key, keySpan, value } of propertyNodes(node)) {
    if (!names.has(key)) continue;
    report('schema/required-default', entryOf(value, 'default')?.keySpan ?? keySpan, { name: key });
  }
};

/** Models read the descriptions of properties. */
export const described: SchemaRule = ({ type, node, types }, report) => {
  if (type.kind !== 'object') return;
  const properties = new Map(type.properties.map((property) => [property.name, property]));
  for (const { key, keySpan, value } of propertyNodes(node)) {
    const property = properties.get(key);
    if (property === undefined || entryOf(value, 'description') !== undefined) continue;
    if (descriptionOf(property.type, types) !== undefined) continue;
    report('text/property-undescribed', keySpan, { name: key });
  }
};
