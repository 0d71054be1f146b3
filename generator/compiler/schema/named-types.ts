import type { Report, Span } from '../diagnostics/diagnostic.js';
import type { NamedEntry } from '../source/shape.js';
import type { YamlMap, YamlNode } from '../source/source.js';
import { parseSchema } from './parse-schema.js';
import type { SchemaScope } from './scope.js';
import type { NamedType, TypeExpr } from './type-expr.js';

/** The parsed `schemas` of a spec. */
export interface NamedTypes {
  readonly types: readonly NamedType[];
  /** For schemas elsewhere in the spec that refer to these. */
  readonly scope: SchemaScope;
}

interface Edge {
  readonly to: string;
  readonly span: Span;
}

const deepestMerge = 32;

/** Parses every schema under `schemas` and reports circles among them. */
export function parseNamedTypes(entries: readonly NamedEntry<YamlNode>[], report: Report): NamedTypes {
  const nodes = new Map(entries.map(({ name, value }) => [name, value]));
  const names: ReadonlySet<string> = new Set(nodes.keys());
  const parsed = new Map<string, TypeExpr | undefined>();
  const edges = new Map<string, Edge[]>([...names].map((name) => [name, []]));
  const places = new Map<TypeExpr, YamlMap>();
  let depth = 0;

  const scopeOf = (owner: string | undefined): SchemaScope => ({
    report,
    places,
    names,
    refer: (to, span) => owner !== undefined && edges.get(owner)?.push({ to, span }),
    resolve: (name) => (depth < deepestMerge ? typeOf(name) : undefined),
  });

  function typeOf(name: string): TypeExpr | undefined {
    if (parsed.has(name)) return parsed.get(name);
    const node = nodes.get(name);
    if (node === undefined) return undefined;
    parsed.set(name, undefined);
    depth += 1;
    const type = parseSchema(node, scopeOf(name));
    depth -= 1;
    parsed.set(name, type);
    return type;
  }

  for (const name of names) typeOf(name);
  reportCycles(edges, report);
  const types = [...names].flatMap((name) => {
    const type = parsed.get(name);
    return type === undefined ? [] : [{ name, type }];
  });
  return { types, scope: scopeOf(undefined) };
}

/** Depth-first with its own stack, since a chain of references can be as long as the spec. */
function reportCycles(edges: ReadonlyMap<string, readonly Edge[]>, report: Report): void {
  const done = new Set<string>();
  for (const start of edges.keys()) {
    const path: { readonly name: string; next: number }[] = [{ name: start, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = done.has(top.name) ? undefined : edges.get(top.name)?.[top.next++];
      if (edge === undefined) {
        done.add(top.name);
        path.pop();
        continue;
      }
      const from = path.findIndex(({ name }) => name === edge.to);
      if (from >= 0) {
        report('schema/cycle', edge.span, { path: [...path.slice(from).map(({ name }) => name), edge.to] });
      } else path.push({ name: edge.to, next: 0 });
    }
  }
}
