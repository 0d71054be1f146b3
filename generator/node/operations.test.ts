import { describe, expect, it, vi } from 'vitest';
import { serve } from './test-operations.js';

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
