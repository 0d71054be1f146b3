import type { Json, JsonSchema } from '../../../runtime/contract.js';
import { canonical } from '../../../runtime/schema/equality.js';
import { createValidators, type Validate } from '../../../runtime/schema/index.js';
import { lower } from '../../schema/lower.js';
import { measure, partsOf, type Size } from '../../schema/measure.js';
import type { TypeExpr } from '../../schema/type-expr.js';
import { entryOf, firstKey, nodeAt, spanAt, type YamlNode } from '../../source/source.js';
import type { SchemaRule, Subject, ToolRule } from './rule.js';

/** Why a schema refuses a value, in words; undefined where it accepts it, or where that can't be told. */
export type Refusal = (type: TypeExpr, value: Json) => string | undefined;

interface Doubts {
  /** Which named schemas are whole. */
  readonly sizes: ReadonlyMap<string, Size>;
  /** Patterns that could keep a value for ever. */
  readonly unsafe: ReadonlySet<string>;
}

/** The runtime's own validator over the spec's schemas. It is asked only where a schema, and all it refers to, was read. */
export function createRefusal(subject: Subject, { sizes, unsafe }: Doubts): Refusal {
  const { types, root, isSound } = subject;
  const how = { dialect: 'runtime', types } as const;
  // What lower() writes in the runtime's dialect is what the runtime reads.
  const schemaOf = (type: TypeExpr) => lower(type, how) as JsonSchema;
  const whole = [...types].filter(([name]) => sizes.has(name));
  const { validator } = createValidators(Object.fromEntries(whole.map(([name, type]) => [name, schemaOf(type)])));
  const known = new Map<TypeExpr, Validate>();
  const triable = new Map<string, boolean>();

  function isTriable(type: TypeExpr): boolean {
    if (type.kind === 'string') return type.pattern === undefined || !unsafe.has(type.pattern);
    if (type.kind !== 'reference') return partsOf(type).every(isTriable);
    const target = types.get(type.name);
    const span = nodeAt(root, ['schemas', type.name])?.span;
    const isRead = target !== undefined && span !== undefined && isSound(span);
    const found = triable.get(type.name) ?? (isRead && isTriable(target));
    triable.set(type.name, found);
    return found;
  }

  return (type, value) => {
    if (measure(type, sizes).schemas === Number.POSITIVE_INFINITY || !isTriable(type)) return undefined;
    const validate = known.get(type) ?? validator(schemaOf(type));
    known.set(type, validate);
    const [issue] = validate(value);
    return issue && `${issue.pointer === '' ? 'it' : issue.pointer} ${issue.message}`;
  };
}

const longest = 40;

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}

/** Defaults and examples have to fit the schema they stand in. */
export const notesFit =
  (refusal: Refusal): SchemaRule =>
  ({ type, node, isSound }, report) => {
    if (!isSound(node.span)) return;
    const { default: fallback, examples = [] } = type.notes;
    const problem = fallback === undefined ? undefined : refusal(type, fallback);
    if (problem !== undefined) report('schema/bad-default', spanAt(node, ['default'], node.span), { problem });
    const list = nodeAt(node, ['examples']);
    for (const [index, example] of examples.entries()) {
      const wrong = refusal(type, example);
      if (wrong === undefined) continue;
      report('schema/bad-example', itemOf(list, index)?.span ?? firstKey(node), { problem: wrong });
    }
  };

function itemOf(node: YamlNode | undefined, index: number): YamlNode | undefined {
  return node?.kind === 'list' ? node.items[index] : undefined;
}

/** Listed values have to be of one type, different, and such as the rest of the schema accepts. */
export const listedValues =
  (refusal: Refusal): SchemaRule =>
  ({ type, node, isSound }, report) => {
    const problemOf = isSound(node.span) && type.kind !== 'literal' ? refusal : () => undefined;
    const { values = [], constant, ...rest } = type;
    const list = nodeAt(node, ['enum']);
    const place = entryOf(node, 'enum')?.keySpan ?? firstKey(node);
    const kinds = [...new Set(values.filter((value) => value !== null).map(kindOf))];
    if (type.kind === 'literal' && kinds.length > 1) report('schema/mixed-enum', place, { types: kinds });
    const seen = new Set<string>();
    for (const [index, value] of values.entries()) {
      const span = itemOf(list, index)?.span ?? place;
      const problem = problemOf(rest as TypeExpr, value);
      if (seen.has(canonical(value))) report('schema/repeated-value', span, { value: shown(value) });
      else if (problem !== undefined) report('schema/impossible-value', span, { value: shown(value), problem });
      seen.add(canonical(value));
    }
    if (constant === undefined) return;
    const problem = problemOf(rest as TypeExpr, constant.value);
    const unlisted = values.length > 0 && !seen.has(canonical(constant.value)) ? "it is not in 'enum'" : undefined;
    if (problem === undefined && unlisted === undefined) return;
    report('schema/impossible-value', spanAt(node, ['const'], place), {
      value: shown(constant.value),
      problem: problem ?? unlisted ?? '',
    });
  };

function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'lists';
  return value === null ? 'null' : `${typeof value}s`;
}

/** A tool's examples have to fit its schemas. */
export const examplesFit =
  (refusal: Refusal): ToolRule =>
  ({ tool, node, isSound, at }, report) => {
    const isRead = (key: string) => isSound(nodeAt(node, [key])?.span ?? node.span);
    for (const { name, input, result } of tool.examples) {
      const sides = [
        { side: 'input', problem: isRead('input') ? refusal(tool.input, input) : undefined },
        {
          side: 'output',
          problem:
            result.kind === 'output' && tool.output !== 'content' && isRead('output')
              ? refusal(tool.output, result.value)
              : undefined,
        },
      ];
      for (const { side, problem } of sides) {
        const span = entryOf(nodeAt(node, ['examples', name]) ?? node, side)?.keySpan ?? at('examples');
        if (problem !== undefined) report('tool/bad-example', span, { side, problem });
      }
    }
  };
