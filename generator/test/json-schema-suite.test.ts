import { afterAll, describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../runtime/contract.js';
import { createValidators, SchemaError } from '../runtime/schema/index.js';
import { ajvFor, compileSpec, type Judged, validators } from './equivalence/four-validators.js';
import { anyOutput } from './equivalence/spec-text.js';
import {
  asserted,
  isFields,
  type JsonType,
  jsonTypeOf,
  jsonTypes,
  outsideSubset,
  typed,
  typedAs,
} from './equivalence/subset.js';
import { type Group, howToInstall, readSuite, suiteIsThere } from './equivalence/suite.js';

/** The official JSON Schema Test Suite: the runtime alone, then every place that a spec's schema lands in. */

/** Cases that are not met, and why. An entry whose cases are met fails. */
const exceptions: readonly { readonly file: string; readonly cases: RegExp; readonly why: string }[] = [
  {
    file: 'format.json',
    cases: /only an annotation by default/,
    why: 'formats are asserted here, as the files under optional/format have it; older suites lack these cases',
  },
];

const groups = suiteIsThere ? readSuite(asserted) : [];
const titled = groups.map((group) => ({ title: `${group.file}: ${group.description}`, group }));

/** The verdict to expect: the suite's, or for an exception the other one. */
function wanted(file: string, { description, valid }: Group['tests'][number]): boolean {
  const isException = exceptions.some((each) => each.file === file && each.cases.test(description));
  return isException ? !valid : valid;
}

if (!suiteIsThere) {
  // The gate has it; elsewhere its absence is seen as a skipped test.
  if (process.env['CI'] === 'true') test('the suite is installed', () => expect.fail(howToInstall));
  else test.skip(howToInstall, () => {});
}

describe.runIf(suiteIsThere)('the runtime', () => {
  const counts = { groups: 0, held: 0, refused: 0 };

  test.each(titled)('$title', ({ group: { file, schema, tests } }) => {
    const outside = outsideSubset(schema);
    const validators = createValidators({});
    counts.groups++;
    if (outside.length > 0) {
      counts.refused++;
      // The suite's schemas are any JSON; what this one has beyond the type is why it has to be refused.
      const build = () => validators.validator(schema as JsonSchema);
      expect(build).toThrow(SchemaError);
      expect(build).toThrow(new RegExp(outside.map((word) => escaped(word)).join('|')));
      return;
    }
    const validate = validators.validator(schema as JsonSchema);
    for (const each of tests) {
      const { description, data } = each;
      counts.held++;
      expect({ description, data, accepted: validate(data).length === 0 }).toEqual({
        description,
        data,
        accepted: wanted(file, each),
      });
    }
  });

  afterAll(() => {
    console.log(`suite, runtime: ${counts.groups} groups, ${counts.held} cases held, ${counts.refused} groups refused`);
  });
});

/** A group's schema as the language can write it, and the types of the values that it says the same about. */
interface Variant {
  readonly label: string;
  readonly schema: Json;
  readonly of: readonly JsonType[];
}

describe.runIf(suiteIsThere)('the whole chain', () => {
  const counts = { groups: 0, held: 0, refused: 0, refusedGroups: 0, ajv: 0 };

  test.each(titled)('$title', async ({ group }) => {
    counts.groups++;
    const variants = variantsOf(group.schema);
    const together = await compiled(variants);
    const unsupported = outsideSubset(group.schema, ['allOf']);
    const cover = (variant: Variant) => group.tests.filter(({ data }) => variant.of.includes(jsonTypeOf(data)));
    let held = 0;
    for (const variant of variants) {
      const judged = together.ok ? together : await compiled([variant]);
      if (judged.ok) {
        expect(unsupported, 'compiles though it is outside the subset').toEqual([]);
        held += judge(group, { variant, tool: judged.tools[0], tests: cover(variant) });
      } else {
        expect(judged.codes).not.toEqual([]);
        for (const code of judged.codes) expect(code).toMatch(/^(schema|spec|yaml)\//);
        counts.refused += cover(variant).length;
      }
      if (!together.ok && unsupported.length > 0) break;
    }
    counts.held += held;
    if (held === 0) counts.refusedGroups++;
  });

  interface Asked {
    readonly variant: Variant;
    readonly tool: Judged | undefined;
    readonly tests: Group['tests'];
  }

  function judge({ file, schema }: Group, { variant, tool, tests }: Asked): number {
    const byAjv = isFields(schema) ? ajvFor(schema) : undefined;
    let held = 0;
    for (const each of tests) {
      const { description, data } = each;
      const valid = wanted(file, each);
      // Where Ajv is wrong about the suite's own schema, it can't be a witness about ours.
      const isWitness = byAjv?.(data) === valid;
      if (!isWitness) counts.ajv++;
      for (const place of ['direct', 'shared']) {
        const value = { [`${place}_${variant.label}`]: data };
        const asked = isWitness ? validators : (['runtime'] as const);
        const given = Object.fromEntries(asked.map((name) => [name, tool?.input[name](value)]));
        const want = Object.fromEntries(asked.map((name) => [name, valid]));
        expect({ description, schema: variant.schema, value, ...given }).toEqual({
          description,
          schema: variant.schema,
          value,
          ...want,
        });
      }
      held++;
    }
    return held;
  }

  afterAll(() => {
    console.log(
      `suite, whole chain: ${counts.groups} groups, ${counts.held} cases held, ${counts.refused} cases refused with a ` +
        `diagnostic (${counts.refusedGroups} groups wholly), ${counts.ajv} cases in which Ajv itself is wrong`,
    );
    expect(counts.held).toBeGreaterThan(1000);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A schema that leaves its type open: whole, and for the values of each type. */
function variantsOf(schema: Json): readonly Variant[] {
  const whole: Variant = { label: 'any', schema: typed(schema), of: jsonTypes };
  if (!isFields(schema) || ['type', 'oneOf', 'anyOf'].some((word) => Object.hasOwn(schema, word))) return [whole];
  const parts = jsonTypes.flatMap((type): Variant[] => {
    const part = typedAs(schema, type);
    return part === undefined || type === 'null' ? [] : [{ label: type, schema: part, of: [type] }];
  });
  return [whole, ...parts];
}

function compiled(variants: readonly Variant[]) {
  const direct = variants.map(({ label, schema }) => [`direct_${label}`, schema] as const);
  const shared = variants.map(({ label }) => [`shared_${label}`, { $ref: `#/schemas/Of_${label}` }] as const);
  const input = { type: 'object', properties: Object.fromEntries([...direct, ...shared]) };
  const schemas = Object.fromEntries(variants.map(({ label, schema }) => [`Of_${label}`, schema]));
  return compileSpec({ schemas, tools: [{ input, output: anyOutput }] });
}
