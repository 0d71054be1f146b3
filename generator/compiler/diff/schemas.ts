import type { ToolSpec } from '../model.js';
import { namesWithin } from '../schema/follow.js';
import type { TypeExpr } from '../schema/type-expr.js';
import type { Reported } from './change.js';
import type { ChangeCode } from './codes.js';
import type { Compare, Delta, Difference, Facet, Path, Segment } from './delta.js';

/** Whether a schema is of what callers send or of what they receive. */
export type Side = 'input' | 'output';

/** Where a delta was found: what it is the delta of, and the keys that lead there. */
interface Origin {
  readonly subject: string;
  readonly at: readonly string[];
}

type Found = Pick<Reported, 'code' | 'subject' | 'detail' | 'at'>;

/** The changes of one schema of a tool, those of the shared schemas that it refers to included. */
export function schemaChanges(delta: Delta, side: Side, tool: string): readonly Found[] {
  const found: Found[] = [];
  const visited = new Set<Delta>();
  const waiting: { readonly delta: Delta; readonly origin: Origin }[] = [
    { delta, origin: { subject: side, at: ['tools', tool, side] } },
  ];
  const visit = (each: Delta, path: Path, origin: Origin): void => {
    for (const difference of each.own) {
      const code = codeOf(difference, side);
      if (code !== undefined)
        found.push({ code, detail: difference.detail, ...placeOf([...path, ...difference.path], origin) });
    }
    for (const part of each.parts) {
      if (part.named === undefined) visit(part.delta, [...path, ...part.path], origin);
      else if (!visited.has(part.delta)) {
        visited.add(part.delta);
        const { named } = part;
        waiting.push({ delta: part.delta, origin: { subject: `schemas.${named}`, at: ['schemas', named] } });
      }
    }
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) visit(next.delta, [], next.origin);
  return found;
}

/** The shared schemas that came or went, and those that changed though no tool uses them; of all others, the tools tell. */
export function sharedSchemaChanges(old: ToolSpec, now: ToolSpec, compare: Compare): readonly Found[] {
  const [before, after] = [typesOf(old), typesOf(now)];
  const shapes = now.tools.flatMap(({ input, output }) => (output === 'content' ? [input] : [input, output]));
  const used = namesWithin(shapes, after);
  const place = (name: string) =>
    ({ code: 'change/schema-name', subject: `schemas.${name}`, at: ['schemas', name] }) as const;
  return [
    ...[...after].flatMap(([name, type]): Found[] => {
      const was = before.get(name);
      if (was === undefined) return [{ ...place(name), detail: 'is new' }];
      return !used.has(name) && compare(was, type).differs
        ? [{ ...place(name), detail: 'changed; no tool uses it' }]
        : [];
    }),
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => ({ ...place(name), detail: 'is gone' })),
  ];
}

/** The shared schemas of a spec by name. */
export function typesOf({ schemas }: ToolSpec): ReadonlyMap<string, TypeExpr> {
  return new Map(schemas.map(({ name, type }) => [name, type]));
}

function placeOf(path: Path, { subject, at }: Origin): Pick<Found, 'subject' | 'at'> {
  return { subject: subject + path.map(segmentText).join(''), at: [...at, ...path.flatMap(segmentKeys)] };
}

function segmentText(segment: Segment): string {
  switch (segment.kind) {
    case 'property':
      return `.${segment.name}`;
    case 'items':
      return '[]';
    case 'others':
      return '.*';
    case 'alternative':
      return `(${segment.index + 1})`;
  }
}

function segmentKeys(segment: Segment): readonly string[] {
  switch (segment.kind) {
    case 'property':
      return ['properties', segment.name];
    case 'items':
      return ['items'];
    case 'others':
      return ['additionalProperties'];
    case 'alternative':
      return [segment.mode, String(segment.index)];
  }
}

/** The code of a difference by what it does: to input what it refuses counts, to output what it may answer. */
function codeOf({ facet, narrows, widens }: Difference, side: Side): ChangeCode | undefined {
  if (facet === 'text') return 'change/description';
  if (facet === 'name') return 'change/schema-name';
  if (side === 'input') {
    if (facet === 'default') return 'change/input-default';
    if (facet === 'default-added') return 'change/input-default-added';
    if (facet === 'property-removed' || narrows) return narrowed[facet];
    return facet === 'property-added' ? 'change/input-property-added' : widens ? 'change/input-widened' : undefined;
  }
  if (facet === 'default' || facet === 'default-added') return 'change/description';
  if (facet === 'property-removed' || widens) return widened[facet];
  if (facet === 'property-added' || facet === 'required-property-added') return 'change/output-property-added';
  return narrows ? 'change/output-narrowed' : undefined;
}

/** What a caller may no longer send. */
const narrowed: Readonly<Partial<Record<Facet, ChangeCode>>> = {
  type: 'change/input-type',
  null: 'change/input-null-refused',
  values: 'change/input-values-removed',
  bound: 'change/input-bound-tightened',
  pattern: 'change/input-pattern',
  format: 'change/input-format',
  alternative: 'change/input-alternative-removed',
  others: 'change/input-closed',
  required: 'change/input-required',
  'property-removed': 'change/input-property-removed',
  // An open object took anything under the name.
  'property-added': 'change/input-type',
  'required-property-added': 'change/input-required',
};

/** What a caller may receive that was not possible before. */
const widened: Readonly<Partial<Record<Facet, ChangeCode>>> = {
  type: 'change/output-type',
  null: 'change/output-null',
  values: 'change/output-values-added',
  bound: 'change/output-bound-loosened',
  pattern: 'change/output-pattern',
  format: 'change/output-format',
  alternative: 'change/output-alternative-added',
  others: 'change/output-opened',
  required: 'change/output-maybe-absent',
  'property-removed': 'change/output-property-removed',
  'property-added': 'change/output-property-added-to-closed',
  'required-property-added': 'change/output-property-added-to-closed',
};
