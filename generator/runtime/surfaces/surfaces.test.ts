import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CallTool,
  callChannel,
  callHttp,
  callLegacy,
  callRest,
  callStateless,
  type Outcome,
} from '../../testing/client.js';
import { appClaims, createTestIssuer, type TestClaims, type TestIssuer } from '../../testing/issuer.js';
import { createTestServer, secretText, type TestServer } from '../test-service.js';

/** The claims of a token, no token at all, or a text that is none. */
type Bearer = TestClaims | 'none' | 'bad';

interface Case {
  readonly name: string;
  readonly tool: string;
  readonly args?: unknown;
  readonly token?: Bearer;
  readonly want: Outcome;
}

const invalid = (pointer: string, code: string) => ({
  code: 'invalid_arguments',
  status: 400,
  errors: [{ pointer, code, message: expect.any(String) }],
});

const cases: readonly Case[] = [
  {
    name: 'a good call',
    tool: 'echo',
    args: { text: 'hi', times: 2, tone: 'loud' },
    want: { value: { text: 'hi', times: 2, tone: 'loud' } },
  },
  {
    name: 'defaults filled',
    tool: 'echo',
    args: { text: 'hi' },
    want: { value: { text: 'hi', times: 1, tone: 'plain' } },
  },
  {
    name: 'text beyond ASCII, with line ends',
    tool: 'echo',
    args: { text: 'Grüße 👋\r\n\u2028data: x\n\n' },
    want: { value: { text: 'Grüße 👋\r\n\u2028data: x\n\n', times: 1, tone: 'plain' } },
  },
  { name: 'an unknown argument', tool: 'echo', args: { text: 'a', tme: 2 }, want: invalid('/tme', 'unknown_property') },
  { name: 'a missing argument', tool: 'echo', args: {}, want: invalid('/text', 'required') },
  { name: 'a wrong type', tool: 'echo', args: { text: 5 }, want: invalid('/text', 'type') },
  {
    name: '__proto__ as an argument',
    tool: 'echo',
    args: JSON.parse('{"text":"a","__proto__":{"times":9}}'),
    want: invalid('/__proto__', 'unknown_property'),
  },
  { name: 'an array of arguments', tool: 'echo', args: ['a'], want: { code: 'invalid_arguments', status: 400 } },
  { name: 'an unknown tool', tool: 'ecko', args: {}, want: { code: 'unknown_tool', status: 404 } },
  { name: 'a tool named as a member of Object', tool: 'constructor', want: { code: 'unknown_tool', status: 404 } },
  {
    name: 'no token',
    tool: 'echo',
    args: { text: 'a' },
    token: 'none',
    want: { code: 'unauthenticated', status: 401 },
  },
  { name: 'no token, bad arguments', tool: 'echo', token: 'none', want: { code: 'unauthenticated', status: 401 } },
  { name: 'no token on a public tool', tool: 'hello', token: 'none', want: { value: { text: 'hello anonymous' } } },
  { name: 'a token on a public tool', tool: 'hello', want: { value: { text: 'hello ada' } } },
  { name: 'a bad token', tool: 'echo', token: 'bad', want: { code: 'invalid_token', status: 401 } },
  { name: 'a bad token on a public tool', tool: 'hello', token: 'bad', want: { code: 'invalid_token', status: 401 } },
  {
    name: 'one of two scopes missing',
    tool: 'save',
    args: { text: 'a' },
    token: { scp: 'Notes.Read' },
    want: { code: 'insufficient_scope', status: 403 },
  },
  { name: 'an app on a tool for people', tool: 'echo', token: appClaims, want: { code: 'forbidden', status: 403 } },
  { name: 'a person on a tool for apps', tool: 'sweep', want: { code: 'forbidden', status: 403 } },
  { name: 'an app with its role', tool: 'sweep', token: appClaims, want: { value: { text: 'swept' } } },
  {
    name: 'an app without its role',
    tool: 'sweep',
    token: { ...appClaims, roles: ['Other'] },
    want: { code: 'forbidden', status: 403 },
  },
  {
    name: 'a declared error',
    tool: 'order',
    args: { text: 'tea' },
    want: {
      code: 'out_of_stock',
      status: 409,
      errors: [{ pointer: '/text', code: 'out_of_stock', message: 'No tea is left.' }],
    },
  },
  { name: 'a throwing handler', tool: 'explode', want: { code: 'internal_error', status: 500 } },
  { name: 'something that is out of order', tool: 'outage', want: { code: 'unavailable', status: 503 } },
  { name: 'an error nobody declared', tool: 'undeclared', want: { code: 'internal_error', status: 500 } },
  { name: 'an output of the wrong shape', tool: 'misshape', want: { code: 'internal_error', status: 500 } },
  { name: 'a timeout', tool: 'linger', want: { code: 'timeout', status: 504 } },
  { name: 'a handler nobody filled in', tool: 'unfilled', want: { code: 'not_implemented', status: 501 } },
  { name: 'a result that is too large', tool: 'flood', want: { code: 'result_too_large', status: 500 } },
  {
    name: 'content blocks',
    tool: 'picture',
    want: {
      value: {
        content: [
          { type: 'text', text: 'a dot' },
          { type: 'image', data: 'AAAA', mimeType: 'image/png' },
        ],
      },
    },
  },
];

const surfaces: Readonly<Record<string, CallTool>> = {
  REST: callRest,
  'POST /mcp': callHttp('/mcp'),
  'POST /sse': callHttp('/sse'),
  'GET /sse': callLegacy,
  'POST /mcp, stateless': callStateless,
  'a channel': callChannel,
};

let issuer: TestIssuer;
let server: TestServer;

beforeAll(async () => {
  issuer = await createTestIssuer();
  server = createTestServer({ issuer });
});

afterAll(() => issuer.close());

async function tokenOf(bearer: Bearer = {}): Promise<string | undefined> {
  if (bearer === 'none') return undefined;
  return bearer === 'bad' ? 'not.a.token' : issuer.mint(bearer);
}

describe.each(Object.entries(surfaces))('%s', (_name, call) => {
  it.each(cases)('$name', async ({ tool, args = {}, token, want }) => {
    const { outcome, text } = await call(server, { tool, args, token: await tokenOf(token) });
    expect(outcome).toEqual(want);
    expect(text).not.toContain(secretText);
    expect(text).not.toMatch(/TypeError|\.ts:\d|node_modules/);
  });

  it('leaves no stream open', () => {
    expect(server.openStreams()).toBe(0);
  });
});

describe('exposure', () => {
  const unknown = { code: 'unknown_tool', status: 404 };

  it.each([
    { tool: 'rest_only', surface: 'REST', want: { value: { text: 'rest' } } },
    { tool: 'rest_only', surface: 'POST /mcp', want: unknown },
    { tool: 'rest_only', surface: 'GET /sse', want: unknown },
    { tool: 'mcp_only', surface: 'REST', want: unknown },
    { tool: 'mcp_only', surface: 'POST /mcp', want: { value: { text: 'mcp' } } },
  ])('$tool over $surface', async ({ tool, surface, want }) => {
    const call = surfaces[surface] ?? callRest;
    const { outcome } = await call(server, { tool, args: {}, token: await tokenOf() });
    expect(outcome).toEqual(want);
  });
});

describe('a failure over MCP', () => {
  it('is a result whose text is the problem document that REST answers', async () => {
    const token = await tokenOf();
    const answers = await Promise.all(
      [callRest, callHttp('/mcp')].map((call) => call(server, { tool: 'order', args: { text: 'tea' }, token })),
    );
    const [rest, mcp] = answers.map(({ text }) => JSON.parse(text));
    const block = JSON.parse(mcp.result.content[0].text);
    expect({ ...block, requestId: '' }).toEqual({ ...rest, requestId: '' });
    expect(Object.keys(mcp.result)).toEqual(['content', 'isError']);
  });

  it.each(['explode', 'outage'])('puts the cause of %s in the log, with the request id of the answer', async (tool) => {
    const { text } = await callRest(server, { tool, args: {}, token: await tokenOf() });
    expect(text).not.toContain(secretText);
    const { requestId } = JSON.parse(text);
    expect(server.logs.find((line) => line.includes(requestId))).toContain(secretText);
  });
});

describe('the request id of a failure is in the log:', () => {
  const json = { 'content-type': 'application/json' };
  const rpc = (method: string, params?: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

  it.each([
    ['an unknown path', '/nothing', {}],
    ['a wrong method', '/mcp', {}],
    ['a foreign host', '/mcp', { headers: { host: 'evil.example.com' } }],
    ['a bad token', '/tools/echo', { method: 'POST', headers: { authorization: 'Bearer x' } }],
    ['no token', '/tools/echo', { method: 'POST' }],
    ['no session', '/messages', { method: 'POST', headers: json, body: rpc('ping') }],
    ['no JSON', '/mcp', { method: 'POST', headers: json, body: '{' }],
    ['another type', '/mcp', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }],
    ['an unknown MCP method', '/mcp', { method: 'POST', headers: json, body: rpc('nothing') }],
    ['an unknown tool', '/mcp', { method: 'POST', headers: json, body: rpc('tools/call', { name: 'ecko' }) }],
    ['a call without a token', '/mcp', { method: 'POST', headers: json, body: rpc('tools/call', { name: 'echo' }) }],
  ])('%s', async (_name, path, init) => {
    const response = await server.send(path, init);
    const requestId = response.headers.get('x-request-id') ?? 'none';
    const answer = await response.text();
    expect(answer).toContain(requestId);
    expect(server.logs.filter((line) => line.includes(requestId))).toHaveLength(1);
  });
});
