import type { JsonSchema } from '../contract.js';
import type { Check } from './build.js';
import { isRecord } from './equality.js';
import type { Issues, Path } from './issues.js';
import { propertyCountRules } from './rules.js';
import { closest } from './suggest.js';

interface PropertyCheck {
  readonly name: string;
  readonly required: boolean;
  readonly check: Check | undefined;
}

/** The check of a schema's object keywords, or undefined where it has none. Only own properties count; undefined ones are absent. */
export function buildObject(schema: JsonSchema, build: (schema: JsonSchema) => Check): Check | undefined {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const counts = propertyCountRules(schema);
  const declared = Object.keys(properties);
  if (declared.length + required.length + counts.length === 0 && additionalProperties === true) return undefined;
  const checks = [...new Set([...declared, ...required])].map((name): PropertyCheck => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return { name, required: required.includes(name), check: property && build(property) };
  });
  const known = new Set(declared);
  const others = typeof additionalProperties === 'object' ? build(additionalProperties) : undefined;
  const closed = additionalProperties === false;

  const accepts = (value: unknown): boolean => {
    if (!isRecord(value)) return true;
    for (const { name, required: needed, check } of checks) {
      const present = Object.hasOwn(value, name) && value[name] !== undefined;
      if (present ? check?.accepts(value[name]) === false : needed) return false;
    }
    if (closed || others !== undefined) {
      for (const key in value) {
        if (known.has(key) || !Object.hasOwn(value, key) || value[key] === undefined) continue;
        if (others === undefined || !others.accepts(value[key])) return false;
      }
    }
    return counts.length === 0 || counts.every((rule) => rule.test(presentKeys(value)));
  };

  const explain = (value: unknown, path: Path | undefined, issues: Issues): void => {
    if (!isRecord(value)) return;
    for (const { name, required: needed, check } of checks) {
      const at = { parent: path, key: name };
      if (!Object.hasOwn(value, name) || value[name] === undefined) {
        if (needed) issues.add(at, 'required', 'is required');
      } else if (check?.accepts(value[name]) === false) check.explain(value[name], at, issues);
    }
    const keys = presentKeys(value);
    for (const key of keys) {
      if (known.has(key)) continue;
      const at = { parent: path, key };
      if (closed) issues.add(at, 'unknown_property', unknownProperty(key, declared));
      else if (others?.accepts(value[key]) === false) others.explain(value[key], at, issues);
    }
    for (const rule of counts) if (!rule.test(keys)) issues.add(path, rule.code, rule.message);
  };

  return { accepts, explain };
}

function presentKeys(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}

function unknownProperty(key: string, declared: readonly string[]): string {
  const nearest = closest(key, declared);
  return nearest === undefined ? 'is not a known property' : `is not a known property; did you mean '${nearest}'?`;
}
