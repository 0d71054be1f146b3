import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { JsonSchema, Service } from '../runtime/contract.js';
import type { LocalIssuer } from './local-issuer/index.js';
import { welcome } from './welcome.js';

const server = { url: 'http://127.0.0.1:3001', baseUrl: 'https://shop.example.com', close: async () => {} };

function serviceOf(input: JsonSchema, auth: { kind: 'none' | 'oauth2' }, schemas = {}): Service {
  const tool = { name: 'find', input, expose: ['rest'], access: 'authenticated' };
  return { title: 'Shop', auth, schemas, tools: { find: tool } } as unknown as Service;
}

/** What a shell makes of the call that is to be tried. */
function words(text: string): string[] {
  const call = text.slice(text.indexOf('curl'));
  const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${call}`], { env: { TOKEN: 'brought' } });
  return shown.toString().trimEnd().split('\n');
}

const minimal: JsonSchema = { type: 'object', properties: {}, required: [] };

test('the call to try has a value of its kind for each required property', async () => {
  const input: JsonSchema = {
    type: 'object',
    properties: {
      either: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      maybe: { type: ['integer', 'null'], minimum: 7 },
      named: { $ref: '#/schemas/Colour' },
      quoted: { type: 'string', examples: ["it's"] },
      short: { type: 'string', maxLength: 2 },
      list: { type: 'array', items: { type: 'boolean' }, minItems: 1 },
      inner: { type: 'object', properties: { a: { const: 'b' }, free: { type: 'string' } }, required: ['a'] },
      left: { type: 'string' },
    },
    required: ['either', 'maybe', 'named', 'quoted', 'short', 'list', 'inner'],
  };
  const service = serviceOf(input, { kind: 'none' }, { Colour: { enum: ['red'] } });
  const called = words(await welcome(service, { ...server, issuer: undefined }));
  expect(called).not.toContainEqual(expect.stringContaining('Authorization'));
  expect(JSON.parse(called.at(-1) ?? '')).toEqual({
    ...{ either: 'milk', maybe: 7, named: 'red', quoted: "it's", short: 'mi', list: [true], inner: { a: 'b' } },
  });
});

test('a schema that holds itself ends', async () => {
  const schemas = { Node: { anyOf: [{ $ref: '#/schemas/Node' }] } };
  const input: JsonSchema = { type: 'object', properties: { node: { $ref: '#/schemas/Node' } }, required: ['node'] };
  expect(await welcome(serviceOf(input, { kind: 'none' }, schemas), { ...server, issuer: undefined })).toContain(
    'curl',
  );
});

test("a token is the local issuer's, or the one that a person brings", async () => {
  const service = serviceOf(minimal, { kind: 'oauth2' });
  const issuer = { issuer: 'http://127.0.0.1:9', mint: async () => 'minted' } as unknown as LocalIssuer;
  expect(words(await welcome(service, { ...server, issuer }))).toContain('Authorization: Bearer minted');
  expect(words(await welcome(service, { ...server, issuer: undefined }))).toContain('Authorization: Bearer brought');
});
