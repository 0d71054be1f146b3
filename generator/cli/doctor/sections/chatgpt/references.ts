import { isRecord } from '../../../../runtime/schema/equality.js';
import { quote } from '../../words.js';

type Fields = Readonly<Record<string, unknown>>;

/** A reference and where it stands. */
export interface Reference {
  readonly place: string;
  readonly target: string;
}

/** Every `$ref` in a JSON value. */
export function* referencesIn(value: unknown, place = '#'): Generator<Reference> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* referencesIn(item, `${place}/${index}`);
  if (!isRecord(value)) return;
  if (typeof value['$ref'] === 'string') yield { place, target: value['$ref'] };
  for (const [key, item] of Object.entries(value)) {
    // Examples are data.
    if (key !== 'example' && key !== 'examples') yield* referencesIn(item, `${place}/${key}`);
  }
}

/** References that lead out of the document, or nowhere, in words. */
export function lostReferences(document: Fields): readonly string[] {
  return [...referencesIn(document)].flatMap(({ place, target }) => {
    if (!target.startsWith('#')) return [`'${quote(target)}' at ${quote(place)} leads out of the document`];
    return resolve(document, target) === undefined ? [`'${quote(target)}' at ${quote(place)} leads nowhere`] : [];
  });
}

/** What a local reference names, undefined where it leads nowhere. */
export function resolve(document: unknown, target: string): unknown {
  if (target === '#') return document;
  if (!target.startsWith('#/')) return undefined;
  let found = document;
  for (const part of target.slice(2).split('/')) {
    const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(found)) found = found[Number(key)];
    else if (isRecord(found) && Object.hasOwn(found, key)) found = found[key];
    else return undefined;
  }
  return found;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Schemas of `components` that contain themselves, by way of references. Those that only lead to one don't count. */
export function circles(document: Fields): readonly string[] {
  const { components } = document;
  const schemas = isRecord(components) && isRecord(components['schemas']) ? components['schemas'] : {};
  const start = '#/components/schemas/';
  const edges: Edges = new Map(
    Object.entries(schemas).map(([name, schema]) => {
      const targets = [...referencesIn(schema)].filter(({ target }) => target.startsWith(start));
      return [name, new Set(targets.map(({ target }) => target.slice(start.length).split('/', 1)[0] ?? ''))] as const;
    }),
  );
  // Whoever leads on is in a circle or before one; of these, whoever is led to is in one, or between two.
  return [...leading(reversed(leading(edges))).keys()];
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** Those that lead on for ever, and where to among themselves. */
function leading(edges: Edges): Edges {
  const back = reversed(edges);
  const counts = new Map(
    [...edges].map(([name, targets]) => [name, [...targets].filter((each) => edges.has(each)).length]),
  );
  const ends = [...counts].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    counts.delete(end);
    for (const name of back.get(end) ?? []) {
      const count = (counts.get(name) ?? 0) - 1;
      counts.set(name, count);
      if (count === 0) ends.push(name);
    }
  }
  const among = (targets: ReadonlySet<string>) => new Set([...targets].filter((each) => counts.has(each)));
  return new Map([...edges].flatMap(([name, targets]) => (counts.has(name) ? [[name, among(targets)] as const] : [])));
}

function reversed(edges: Edges): Edges {
  const graph = new Map([...edges.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, targets] of edges) for (const target of targets) graph.get(target)?.add(name);
  return graph;
}
