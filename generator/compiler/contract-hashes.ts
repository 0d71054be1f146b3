import type { Tool, ToolSpec } from './model.js';
import { hash } from './output/lock.js';
import { namesWithin } from './schema/follow.js';
import type { TypeExpr } from './schema/type-expr.js';

/**
 * A hash by tool of all that its handler is typed by: arguments, input, output, the schemas that these refer to, and the
 * names of its errors. Texts do not count.
 */
export function contractHashes({ tools, schemas }: Pick<ToolSpec, 'tools' | 'schemas'>): Record<string, string> {
  const types = new Map(schemas.map(({ name, type }) => [name, type]));
  return Object.fromEntries(tools.map((tool) => [tool.name, hash(contractText(tool, types))]));
}

function contractText({ input, output, errors }: Tool, types: ReadonlyMap<string, TypeExpr>): string {
  const shapes = output === 'content' ? [input] : [input, output];
  const named = [...namesWithin(shapes, types)].map((name) => [name, types.get(name)]);
  return JSON.stringify([input, output, errors.map(({ name }) => name), named], withoutTexts);
}

function withoutTexts(key: string, value: unknown): unknown {
  if (key !== 'notes' || typeof value !== 'object' || value === null) return value;
  return 'default' in value ? { default: value.default } : undefined;
}
