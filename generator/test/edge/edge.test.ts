import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, openSession, post, readEvents, type Sender, stateless, toolCall } from '../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../testing/issuer.js';
import type { Project } from '../project.js';
import { bundleWorker, createEdgeProject } from './project.js';
import { type Edge, startEdge } from './workerd.js';

/** A project for the edge, bundled and served by workerd, the runtime of Cloudflare Workers. */

const client = 'client-of-the-kiosk';
const baseUrl = 'https://kiosk.example.net';
let project: Project;
let issuer: TestIssuer;
let code: string;
let edge: Edge;
let sender: Sender;

beforeAll(async () => {
  project = createEdgeProject();
  code = await bundleWorker(project);
  issuer = await createTestIssuer('https://issuer.example.com');
  const env = { KIOSK_CLIENT_ID: client, PUBLIC_URL: `${baseUrl}/`, ALLOWED_HOSTS: 'kiosk.internal' };
  edge = await startEdge({ code, env, outbound: new URL(issuer.origin).host });
  sender = { send: (path, init) => fetch(`${edge.origin}${path}`, init) };
}, 60_000);

afterAll(async () => {
  await edge?.stop();
  await issuer?.close();
  project?.remove();
});

const mint = () => issuer.mint({ aud: client, scp: 'Kiosk.Read' });

describe('the bundle', () => {
  test('imports nothing', () => {
    const { importedFiles } = ts.preProcessFile(code, true, true);
    expect(importedFiles).toEqual([]);
    expect(code).not.toMatch(/["']node:/);
  });

  test('makes no code at run time', () => {
    expect(makersOfCode(code)).toEqual([]);
    // The look itself would find one.
    expect(makersOfCode('eval("1"); new Function("a", "b"); Function("c"); globalThis.eval("d")')).toHaveLength(4);
  });
});

/** Where a text calls eval or Function. */
function makersOfCode(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      if (ts.isIdentifier(name) && /^(eval|Function)$/.test(name.text)) found.push(node.getText().slice(0, 80));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('worker.js', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('documents', () => {
  test.each(['openapi.json', 'openapi-3.1.json'])('%s names this deployment', async (name) => {
    const response = await sender.send(`/.well-known/${name}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ servers: [{ url: baseUrl }] });
  });

  test('the metadata of the protected resource', async () => {
    const response = await sender.send('/.well-known/oauth-protected-resource/mcp');
    expect(await response.json()).toMatchObject({
      resource: `${baseUrl}/mcp`,
      authorization_servers: ['https://issuer.example.com/v2.0'],
    });
  });

  test('a foreign Host is refused', async () => {
    // fetch sets Host itself; a foreign Origin meets the same guard.
    const response = await sender.send('/tools/count_papers', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(response.status).toBe(403);
  });
});

describe('REST', () => {
  test('answers, and names a bad argument', async () => {
    const good = await post(sender, '/tools/count_papers', { name: 'Courier' });
    expect({ status: good.status, body: await good.json() }).toEqual({ status: 200, body: { papers: 7 } });
    const bad = await post(sender, '/tools/count_papers', { name: 7 });
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ code: 'invalid_arguments', errors: [{ pointer: '/name' }] });
  });

  test('knows its callers by the keys of the issuer', async () => {
    expect((await post(sender, '/tools/greet', {})).status).toBe(401);
    expect((await post(sender, '/tools/greet', {}, bearer(`${await mint()}x`))).status).toBe(401);
    const token = await mint();
    for (let time = 0; time < 3; time++) {
      const response = await post(sender, '/tools/greet', {}, bearer(token));
      expect(await response.json()).toEqual({ greeting: 'Good day, ada' });
    }
  });

  test('ends each call in its time, whatever requests came and went before', async () => {
    await (await post(sender, '/tools/narrate', {})).text();
    const hung = await Promise.all([1, 2].map(() => post(sender, '/tools/hang', {})));
    expect(hung.map(({ status }) => status)).toEqual([504, 504]);
    expect((await post(sender, '/tools/hang', {})).status).toBe(504);
  });
});

describe('MCP', () => {
  test.each(['/mcp', '/sse'])('the handshake era on %s', async (path) => {
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const initialized = await post(sender, path, { jsonrpc: '2.0', id: 1, method: 'initialize', params });
    expect(await initialized.json()).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
    const listed = await (await post(sender, path, { jsonrpc: '2.0', id: 2, method: 'tools/list' })).json();
    expect(listed.result.tools.map(({ name }: { name: string }) => name)).toEqual([
      ...['count_papers', 'greet', 'hang', 'narrate'],
    ]);
    const called = await post(sender, path, toolCall('greet', {}, 3), bearer(await mint()));
    expect(await called.json()).toMatchObject({ id: 3, result: { structuredContent: { greeting: 'Good day, ada' } } });
  });

  test('2026-07-28', async () => {
    const ask = async (method: string, params: object) => {
      const { body, headers } = stateless(method, params);
      return (await post(sender, '/mcp', body, { ...headers, ...bearer(await mint()) })).json();
    };
    expect(await ask('server/discover', {})).toMatchObject({ result: { supportedVersions: ['2026-07-28'] } });
    expect(await ask('tools/list', {})).toMatchObject({ result: { tools: [{ name: 'count_papers' }, {}, {}, {}] } });
    const call = { name: 'count_papers', arguments: { name: 'Mail' } };
    expect(await ask('tools/call', call)).toMatchObject({ result: { structuredContent: { papers: 4 } } });
  });

  test('progress comes on the stream of its call, many at once', async () => {
    const narrate = async (id: number) => {
      const call = {
        jsonrpc: '2.0',
        id,
        method: 'tools/call',
        params: { name: 'narrate', _meta: { progressToken: id } },
      };
      const reader = readEvents(await post(sender, '/mcp', call, { accept: 'application/json, text/event-stream' }));
      return [JSON.parse((await reader.next()).data), JSON.parse((await reader.next()).data)];
    };
    for (const [index, told] of (await Promise.all([0, 1, 2, 3].map(narrate))).entries()) {
      expect(told).toMatchObject([
        { method: 'notifications/progress', params: { progressToken: index, progress: 1 } },
        { id: index, result: { structuredContent: { done: true } } },
      ]);
    }
  });

  test('there are no sessions: GET /sse says what to use', async () => {
    const refused = await openSession(sender, undefined);
    expect(refused instanceof Response && [refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await post(sender, '/messages?sessionId=1', {})).status).toBe(404);
  });
});

test('what is not set is named, and nothing is served', async () => {
  const bare = await startEdge({ code, env: {}, outbound: new URL(issuer.origin).host });
  try {
    for (let time = 0; time < 2; time++) expect((await fetch(`${bare.origin}/healthz`)).status).toBe(500);
    expect(bare.printed()).toContain('Set KIOSK_CLIENT_ID: without a value nobody can sign in.');
  } finally {
    await bare.stop();
  }
});
