import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Logger, Service, ToolContract } from '../runtime/contract.js';
import { createFetch, createRouter, createTools, type FetchApp, route } from '../runtime/index.js';
import { testContract } from '../runtime/test-service.js';
import { toolCall } from '../testing/client.js';
import { hostCrypto } from './crypto.js';
import { createMetrics } from './metrics.js';
import { createRateLimiter } from './rate-limiter.js';
import { startServer } from './server.js';

const open = (parts: Partial<ToolContract> = {}) => testContract({ access: 'public', scopes: [], ...parts });
const service: Service = {
  ...{ title: 'Notes', version: '1.0.0', description: 'Notes.', serverUrl: 'http://localhost', port: 0 },
  auth: { kind: 'none' },
  schemas: {},
  tools: {
    say: open(),
    fail: open({ errors: { sold_out: { status: 409, message: 'Sold out.' } } }),
    rare: open({ rateLimit: { calls: 2, perSeconds: 60 } }),
    hold: open({ timeoutMs: 30_000 }),
    take: open({ input: { type: 'object', additionalProperties: true } }),
    huge: open({ maxResultChars: 1000 }),
  },
};

function createProject() {
  const waiting: (() => void)[] = [];
  const handlers = {
    say: () => ({ text: 'a' }),
    fail: (_input: unknown, ctx: { error(code: string): Error }) => {
      throw ctx.error('sold_out');
    },
    rare: () => ({ text: 'b' }),
    hold: () => new Promise((resolve) => waiting.push(() => resolve({ text: 'c' }))),
    take: () => ({ text: 'd' }),
    huge: () => ({ text: 'x'.repeat(50 * 1024 * 1024) }),
  };
  const tools = createTools(service, handlers);
  const router = createRouter();
  for (const tool of Object.values(tools)) router.post(`/tools/${tool.name}`, route(tool));
  const release = () => {
    for (const each of waiting.splice(0)) each();
  };
  return { service, tools, router, waiting, release };
}

interface Served extends FetchApp {
  readonly lines: readonly Record<string, unknown>[];
  readonly project: ReturnType<typeof createProject>;
  rest(tool: string, body?: string): Promise<Response>;
  mcp(tool: string): Promise<Response>;
  get(path: string): Promise<Response>;
}

async function serve(ready?: () => Promise<void>): Promise<Served> {
  const lines: Record<string, unknown>[] = [];
  const write = (fields: object, message: string) => void lines.push({ ...fields, message });
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const project = createProject();
  const rateLimiter = await createRateLimiter(service, {}, log);
  const app = createFetch({
    ...project,
    ...{ app: undefined, baseUrl: 'http://localhost', auth: { kind: 'none' }, allowedHosts: [], log },
    documents: { openapi: {}, openapi31: {}, plugin: {}, mcp: { tools: [] } },
    metrics: createMetrics(),
    ...(rateLimiter && { rateLimiter }),
    ...(ready && { ready }),
    ...hostCrypto,
  });
  const headers = { 'content-type': 'application/json' };
  const post = (path: string, body: string) =>
    app.fetch(new Request(`http://localhost${path}`, { method: 'POST', headers, body }));
  return {
    ...app,
    ...{ lines, project },
    rest: (tool, body = '{}') => post(`/tools/${tool}`, body),
    mcp: (tool) => post('/mcp', JSON.stringify(toolCall(tool, {}))),
    get: (path) => app.fetch(new Request(`http://localhost${path}`)),
  };
}

describe('/metrics', () => {
  it('counts calls, failures and time by tool and surface, and knows no name of a caller’s', async () => {
    const server = await serve();
    await server.rest('say');
    await server.rest('say');
    await server.mcp('say');
    await server.mcp('fail');
    await server.rest('nobody"s{tool}');
    await server.mcp('nobody"s{tool}');
    const response = await server.get('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('diglot_calls_total{tool="say",surface="rest"} 2');
    expect(text).toContain('diglot_calls_total{tool="say",surface="mcp"} 1');
    expect(text).toContain('diglot_calls_total{tool="hold",surface="mcp"} 0');
    expect(text).toContain('diglot_call_errors_total{tool="fail",surface="mcp",code="sold_out"} 1');
    expect(text).toContain('diglot_call_duration_seconds_bucket{tool="say",surface="rest",le="+Inf"} 2');
    expect(text).toContain('diglot_call_duration_seconds_count{tool="say",surface="rest"} 2');
    expect(text).toContain('diglot_open_streams 0');
    expect(text).not.toContain('nobody');
    await server.rest('say');
    expect(await (await server.get('/metrics')).text()).toContain('diglot_calls_total{tool="say",surface="rest"} 3');
  });

  it('is for allowed hosts alone; the probes are for all', async () => {
    const server = await serve();
    const statusOf = async (path: string) => (await server.fetch(new Request(`http://evil.example${path}`))).status;
    expect(await statusOf('/metrics')).toBe(421);
    expect(await statusOf('/healthz')).toBe(200);
    expect(await statusOf('/readyz')).toBe(200);
  });
});

describe('the log', () => {
  it('has one line for each call, without what was sent or answered', async () => {
    const server = await serve();
    await server.rest('take', '{"secret":"swordfish"}');
    await server.mcp('fail');
    expect(server.lines).toEqual([
      {
        requestId: expect.any(String),
        tool: 'take',
        surface: 'rest',
        code: 'ok',
        ms: expect.any(Number),
        caller: 'anonymous',
        message: 'call',
      },
      {
        requestId: expect.any(String),
        tool: 'fail',
        surface: 'mcp',
        code: 'sold_out',
        ms: expect.any(Number),
        caller: 'anonymous',
        message: 'call',
      },
    ]);
    expect(JSON.stringify(server.lines)).not.toContain('swordfish');
  });
});

describe('/readyz', () => {
  it('says what the app says, in bounded time and with one question at once', async () => {
    let state: 'works' | 'fails' | 'hangs' = 'works';
    const ready = vi.fn(async () => {
      if (state === 'fails') throw new Error('no database');
      if (state === 'hangs') await new Promise(() => {});
    });
    const server = await serve(ready);
    expect((await server.get('/readyz')).status).toBe(200);
    state = 'fails';
    const refused = await server.get('/readyz');
    expect(refused.status).toBe(503);
    // The reason is for the log alone.
    expect(await refused.text()).not.toContain('database');
    expect(server.lines).toMatchObject([{ message: 'the app is not ready', err: { message: 'no database' } }]);
    state = 'hangs';
    ready.mockClear();
    const answers = await Promise.all([server.get('/readyz'), server.get('/readyz')]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    expect(ready).toHaveBeenCalledTimes(1);
    expect((await server.get('/healthz')).status).toBe(200);
  });

  it('is 503 as soon as the server drains, while calls are answered', async () => {
    const server = await serve();
    server.drain();
    expect((await server.get('/readyz')).status).toBe(503);
    expect((await server.get('/healthz')).status).toBe(200);
    expect((await server.rest('say')).status).toBe(200);
  });
});

describe('rate limits', () => {
  it('are one for both surfaces: 429 with Retry-After, and isError with the same code', async () => {
    const server = await serve();
    expect((await server.rest('rare')).status).toBe(200);
    expect(await (await server.mcp('rare')).json()).toMatchObject({ result: { structuredContent: { text: 'b' } } });
    const refused = await server.rest('rare');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    const over = JSON.stringify(await (await server.mcp('rare')).json());
    expect(over).toContain('"isError":true');
    expect(over).toContain('rate_limited');
    expect((await server.rest('say')).status).toBe(200);
  });
});

describe('too much at once', () => {
  it('is 503 with Retry-After beyond 1,000 running calls, and passes again after', async () => {
    const server = await serve();
    const running = Array.from({ length: 1000 }, () => server.rest('hold'));
    await expect.poll(() => server.project.waiting.length).toBe(1000);
    const refused = await server.rest('say');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await (await server.get('/metrics')).text()).toContain('diglot_running_calls 1000');
    server.project.release();
    expect((await Promise.all(running)).filter(({ status }) => status === 200)).toHaveLength(1000);
    expect((await server.rest('say')).status).toBe(200);
    expect(await (await server.get('/metrics')).text()).toContain('diglot_running_calls 0');
  });
});

describe('JSON', () => {
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

  it('of 200 levels is read, of 201 and of 30,000 is 400; brackets in texts are no levels', async () => {
    const server = await serve();
    expect((await server.rest('take', nested(200))).status).toBe(200);
    expect((await server.rest('take', JSON.stringify({ a: `\\"${'['.repeat(5000)}` }))).status).toBe(200);
    for (const depth of [201, 30_000]) {
      const refused = await server.rest('take', nested(depth));
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ code: 'invalid_json' });
    }
  });
});

it('a result of 50 MB is refused, and the next call answered', async () => {
  const server = await serve();
  expect(await (await server.rest('huge')).json()).toMatchObject({ code: 'result_too_large' });
  expect((await server.rest('say')).status).toBe(200);
});

it('whatever a browser can be led to carries the security headers, and results what keeps them from being taken for a page', async () => {
  const server = await serve();
  const results = [await server.rest('say'), await server.mcp('say'), await server.mcp('nothing')];
  const others = [
    await server.rest('nothing'),
    await server.rest('say', '{'),
    ...(await Promise.all(
      ['/healthz', '/readyz', '/metrics', '/.well-known/openapi.json', '/nothing', '/sse', '/mcp'].map(server.get),
    )),
  ];
  for (const { url, headers } of [...results, ...others])
    expect(headers.get('x-content-type-options'), url).toBe('nosniff');
  for (const { url, headers } of results) {
    expect(headers.get('content-type'), url).toBe('application/json');
    expect(headers.get('cache-control'), url).toBe('no-store');
  }
  for (const { url, headers } of others) {
    expect(headers.get('referrer-policy'), url).toBe('no-referrer');
    expect(headers.get('content-security-policy'), url).toContain("default-src 'none'");
  }
  server.close();
});

describe('a listening server', () => {
  let folder: string;
  const home = process.cwd();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'diglot-operations-'));
    mkdirSync(join(folder, 'generated'));
    for (const name of ['openapi.json', 'openapi-3.1.json', 'ai-plugin.json', 'mcp.json'])
      writeFileSync(join(folder, 'generated', name), '{"tools":[]}');
    process.chdir(folder);
  });

  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  const start = (project: ReturnType<typeof createProject>, more: Record<string, string> = {}) =>
    startServer({ ...project, app: { close: async () => {} }, env: { PORT: '0', LOG_LEVEL: 'silent', ...more } });

  it('under load loses no answer', async () => {
    const server = await start(createProject());
    let answered = 0;
    const lost: unknown[] = [];
    const work = async () => {
      for (;;) {
        try {
          const response = await fetch(`${server.url}/tools/say`, { method: 'POST' });
          if (response.status !== 200 || (await response.text()) !== '{"text":"a"}') lost.push(response.status);
          answered += 1;
        } catch (error) {
          const cause = error instanceof Error ? error.cause : undefined;
          const isRefused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
          if (!isRefused) lost.push(cause);
          return;
        }
      }
    };
    const clients = Array.from({ length: 20 }, work);
    await expect.poll(() => answered, { timeout: 20_000 }).toBeGreaterThan(500);
    await server.close();
    await Promise.all(clients);
    expect(lost).toEqual([]);
  });

  it('serves others beside 500 idle connections and 150 that send a byte at a time, and ends the slow ones', async () => {
    const server = await start(createProject());
    const port = Number(new URL(server.url).port);
    const open = () => connect(port, '127.0.0.1').on('error', () => {});
    const idle = Array.from({ length: 500 }, open);
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    const slow = Array.from({ length: 150 }, open);
    const ended = Promise.all(slow.map((socket) => once(socket.resume(), 'close')));
    for (const [index, socket] of slow.entries()) {
      // A third are slow with their body, the others with their headers.
      const rest = index % 3 === 0 ? 'content-type: application/json\r\ncontent-length: 1000\r\n\r\n"' : 'x: ';
      socket.write(`POST ${index % 2 === 0 ? '/tools/say' : '/mcp'} HTTP/1.1\r\nhost: localhost\r\n${rest}`);
    }
    const drip = setInterval(() => slow.forEach((socket) => void (socket.writable && socket.write('y'))), 500);
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async () => (await fetch(`${server.url}/tools/say`, { method: 'POST' })).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(200);
    await ended;
    clearInterval(drip);
    for (const socket of idle) socket.destroy();
    await server.close();
  }, 60_000);

  it.each(['/tools/take', '/mcp'])(
    'refuses 20 bodies of 5 MB at once on %s, and answers the next call',
    async (path) => {
      const server = await start(createProject());
      const post = async (body: string) => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch(`${server.url}${path}`, { method: 'POST', headers, body })).status;
      };
      const large = JSON.stringify({ a: 'x'.repeat(5 * 1024 * 1024) });
      const statuses = await Promise.all(Array.from({ length: 20 }, () => post(large)));
      expect(new Set(statuses)).toEqual(new Set([413]));
      expect(await post(JSON.stringify(toolCall('say', {})))).toBe(200);
      await server.close();
    },
  );

  it('is reached for DRAIN_DELAY after /readyz has turned, and then finishes what runs', async () => {
    const project = createProject();
    const server = await start(project, { DRAIN_DELAY: '1' });
    const call = (tool: string) => fetch(`${server.url}/tools/${tool}`, { method: 'POST' });
    const held = call('hold');
    await expect.poll(() => project.waiting.length).toBe(1);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const closed = server.close();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await call('say')).status).toBe(200);
    project.release();
    expect((await held).status).toBe(200);
    await closed;
    await expect(call('say')).rejects.toThrow();
  });
});
