import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChangeCode, changeCodes, changePages } from '../../compiler/diff/codes.js';
import { diff } from '../../compiler/diff/diff.js';
import type { Json } from '../../runtime/contract.js';
import { isRecord } from '../../runtime/schema/equality.js';
import { createTestIssuer, type TestIssuer } from '../../testing/issuer.js';
import { base, edited } from './base.js';
import { before, type Case, cases, type Proof } from './cases.js';
import { modelOf, type Served, serve } from './served.js';

/** Every kind of change, by a spec that has it, and by what the servers of both specs do differently. */

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createTestIssuer();
});
afterAll(() => issuer.close());

const server = (tree: Json) => serve(tree, issuer, { id: 'p' });

describe.each(changeCodes)('%s', (code) => {
  test('is found, and is what it says', async () => {
    const { edits, proof, also = [] } = cases[code];
    const from = edited(before[code] ?? []);
    const [old, now] = [await server(from), await server(edited(edits, from))];
    const found = new Set(diff(old.spec, now.spec).map((change) => change.code));
    expect(found).toEqual(new Set([code, ...also]));
    await prove(proof, old, now);
    if (changePages[code].severity === 'major') expect(breaks(cases[code])).toBe(true);
  });
});

/** Whether a proof shows something that worked and no longer does, or a value that a client goes by. */
function breaks({ proof }: Case): boolean {
  if (proof.kind === 'input') return proof.by === 'old';
  if (proof.kind === 'output') return proof.by === 'new';
  return proof.kind === 'status' ? proof.old === 200 && proof.new >= 400 : true;
}

async function prove(proof: Proof, old: Served, now: Served): Promise<void> {
  switch (proof.kind) {
    case 'input':
    case 'output': {
      const accepts = ({ tools }: Served) => {
        const validate = proof.kind === 'input' ? tools['send']?.validateInput : tools['send']?.validateOutput;
        return validate?.(structuredClone(proof.value)).length === 0;
      };
      expect({ old: accepts(old), new: accepts(now) }).toEqual({ old: proof.by === 'old', new: proof.by === 'new' });
      return;
    }
    case 'filled':
      expect({ old: filled(old), new: filled(now) }).toEqual({ old: proof.old, new: proof.new });
      return;
    case 'status': {
      const token = proof.claims === 'none' ? undefined : await issuer.mint(proof.claims);
      const statuses = { old: await old.call(proof.tool, token), new: await now.call(proof.tool, token) };
      expect(statuses).toEqual({ old: proof.old, new: proof.new });
      return;
    }
    case 'value':
      expect({ old: valueIn(old, proof), new: valueIn(now, proof) }).toEqual({ old: proof.old, new: proof.new });
  }
}

function filled({ tools }: Served): unknown {
  const value = {};
  return tools['send']?.fillDefaults?.(value) ?? value;
}

function valueIn(served: Served, { of, path }: Extract<Proof, { kind: 'value' }>): unknown {
  const root: unknown = of === 'service' ? served.service : served.document(of);
  const keys = path.split(/\.(?!post)|(?<=\/\w+)\./);
  return keys.reduce<unknown>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    const name = key.startsWith('/') ? key : key.replaceAll('/', '.');
    return isRecord(found) ? found[name] : undefined;
  }, root);
}

test('every code says what it means to somebody, and no code of a finding is one', () => {
  for (const code of changeCodes) {
    const { summary, means } = changePages[code];
    expect(code).toMatch(/^change\/[a-z]+(-[a-z]+)*$/);
    for (const text of [summary, ...Object.values(means)]) expect(text).toMatch(/^\S.{7,}\.$/s);
    expect(Object.keys(means).length).toBeGreaterThan(0);
  }
});

test('a spec has not changed from itself', () => {
  expect(diff(modelOf(base), modelOf(structuredClone(base)))).toEqual([]);
});

describe('what is told of a change', () => {
  const changesOf = (edits: Parameters<typeof edited>[0]) => diff(modelOf(base), modelOf(edited(edits)));

  test('a shared schema changes once, for all tools that use it', () => {
    const both = edited([['tools.track.output.properties.weight', { $ref: '#/schemas/Weight' }]]);
    const heavier = edited([['schemas.Weight.properties.grams', { type: 'integer', minimum: 5 }]], both);
    const found = diff(modelOf(both), modelOf(heavier)).map(({ code, tools, subject }) => ({ code, tools, subject }));
    const subject = 'schemas.Weight.grams';
    expect(found).toEqual([
      { code: 'change/input-bound-tightened', tools: ['send'], subject },
      { code: 'change/output-narrowed', tools: ['send', 'track'], subject },
    ]);
  });

  test('the most severe come first, each with its place', () => {
    const found = changesOf([
      ['tools.track.description', 'Tells where any parcel is.'],
      ['tools.send.input.properties.tags.items.maxLength', 3],
      ['tools.send.errors', ['lost', 'late']],
    ]);
    expect(found.map(({ code, subject, at }) => [code, subject, at.join(' ')])).toEqual([
      ['change/input-bound-tightened' satisfies ChangeCode, 'input.tags[]', 'tools send input properties tags items'],
      ['change/error-added', 'errors', 'tools send errors'],
      ['change/description', 'description', 'tools track description'],
    ]);
  });

  test('a tool that only MCP serves is of no concern to REST', () => {
    const only = edited([['tools.track.expose', ['mcp']]]);
    const without = edited([['tools.track', undefined]], only);
    expect(diff(modelOf(only), modelOf(without)).map(({ surfaces }) => surfaces)).toEqual([['mcp']]);
  });

  test('an error that several tools share changes once', () => {
    const both = edited([['tools.track.errors', ['lost']]]);
    const found = diff(modelOf(both), modelOf(edited([['errors.lost.status', 410]], both)));
    expect(found.map(({ code, tools }) => [code, tools])).toEqual([['change/error-status', ['send', 'track']]]);
  });
});
