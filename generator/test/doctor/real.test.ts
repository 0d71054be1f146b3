import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIds, checkPages, sectionOf, sections } from '../../cli/doctor/codes.js';
import { doctorMarkdown, type Report } from '../../cli/doctor/print.js';
import { usualLimits } from '../../cli/doctor/wire.js';
import { diagnose, runDoctor } from '../../cli/doctor.js';
import { repository } from '../project.js';
import { type PublicShop, startPublicShop } from './public-shop.js';

const idsOf = ({ checks }: Report, status: string) =>
  checks.filter((check) => check.status === status).map(({ id }) => id);

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the shop behind its public URL', () => {
  let shop: PublicShop;
  beforeAll(async () => {
    shop = await startPublicShop();
  }, 60_000);
  afterAll(() => shop.close());

  /** The command line as a process of its own, which alone reads NODE_EXTRA_CA_CERTS. */
  function doctor(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Promise<Run> {
    const command = [...shop.preload, join(repository, 'generator/cli/main.ts'), 'doctor', ...args];
    const { DIGLOT_TOKEN: _, ...own } = process.env;
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        command,
        { env: { ...own, NO_COLOR: '1', ...shop.env, ...env } },
        (error, stdout, stderr) =>
          resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr }),
      );
    });
  }

  test.each(['', '/sse', '/.well-known/openapi-3.1.json'])(
    'is all green, asked about at %j',
    async (path) => {
      const { status, stdout } = await doctor([shop.url + path, '--format', 'json'], { DIGLOT_TOKEN: shop.token });
      const report: Report = JSON.parse(stdout);
      const expected = { '': [], '/sse': ['chatgpt/url'] }[path] ?? ['claude/url'];
      const open = report.checks.filter((check) => check.status !== 'pass' && !expected.includes(check.id));
      expect({ status, open, ok: report.ok }).toEqual({ status: 0, open: [], ok: true });
      expect(report.checks.map(({ id }) => id)).toEqual(checkIds);
      expect(stdout).not.toContain(shop.token.slice(0, 40));
    },
    30_000,
  );

  test('says what it skips without a token', async () => {
    const { status, stdout } = await doctor([shop.url]);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /skip {2}chatgpt\/token +Not looked at: there is no token: give one with --token or DIGLOT_TOKEN\.\n/,
    );
    expect(stdout).not.toContain('FAIL');
    expect(stdout).toMatch(/\n\d+ ok, \d+ skipped\n$/);
  }, 30_000);

  test('without trust in its authority fails on that alone', async () => {
    const { status, stdout } = await doctor([shop.url, '--format', 'json'], { NODE_EXTRA_CA_CERTS: '' });
    const report: Report = JSON.parse(stdout);
    expect({ status, fails: idsOf(report, 'fail') }).toEqual({
      status: 1,
      fails: ['address/certificate'],
    });
    expect(report.checks.find(({ id }) => id === 'address/certificate')?.detail).toMatch(
      /is not trusted: it sends no intermediate certificate, or its authority is unknown/,
    );
  }, 30_000);

  test('a token that it refuses is one failure, printed with the next step', async () => {
    const { status, stdout } = await doctor([
      shop.url,
      '--token',
      `${shop.token.slice(0, -8)}AAAAAAAA`,
      '--client',
      'chatgpt',
    ]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /FAIL {2}chatgpt\/token +The token \(of --token\) is refused with 401\..*\n +-> Compare the token's aud/,
    );
    expect(stdout).not.toMatch(/claude\/|stateless\/|eyJ/);
  }, 30_000);
});

test.each([
  [
    'shop.contoso.com',
    '',
    "'shop.contoso.com' is no http or https URL. Write it like this: npx diglot doctor https://shop.example.com",
  ],
  ['file:///etc/passwd', '', "'file:///etc/passwd' is no http or https URL."],
  ['https://ada:swordfish@shop.contoso.com', '', 'Leave user name and password out of the URL'],
  ['https://shop.contoso.com', 'two words', 'The token of --token has blanks or line ends in it: copy it again.'],
])('%j with the token %j is one line', async (url, token, line) => {
  const refused = runDoctor(url, { token, format: 'json' }, {}).catch((error: unknown) => error);
  expect(await refused).toMatchObject({ exitCode: 1, message: expect.stringContaining(line) });
  expect(String(await refused)).not.toMatch(/swordfish|\n/);
});

describe('a server made with the SDK', () => {
  const closers: (() => void)[] = [];
  afterAll(() => {
    for (const close of closers) close();
  });

  function createMcp(): McpServer {
    const server = new McpServer({ name: 'Clock', version: '1.0.0' });
    const annotations = { readOnlyHint: true, destructiveHint: false, openWorldHint: false };
    server.registerTool('tell_time', { title: 'Tell time', description: 'Tells the time.', annotations }, () => ({
      content: [{ type: 'text', text: 'noon' }],
    }));
    return server;
  }

  /** The documented patterns: a server per request at /mcp, a stream per client at /sse. */
  async function start(): Promise<string> {
    const streams = new Map<string, SSEServerTransport>();
    const http = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      if (pathname === '/sse' && request.method === 'GET') {
        const transport = new SSEServerTransport('/messages', response);
        streams.set(transport.sessionId, transport);
        return createMcp().connect(transport);
      }
      if (pathname === '/messages')
        return streams.get(searchParams.get('sessionId') ?? '')?.handlePostMessage(request, response);
      if (pathname !== '/mcp' || request.method !== 'POST') return response.writeHead(404).end();
      return serveMcp(request, response);
    });
    return originOf(http);
  }

  async function serveMcp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const transport = new StreamableHTTPServerTransport({});
    response.on('close', () => void transport.close());
    // exactOptionalPropertyTypes and the SDK's own declarations do not agree.
    await createMcp().connect(transport as Parameters<McpServer['connect']>[0]);
    return transport.handleRequest(request, response);
  }

  /** Where it listens from now on, until the test ends. */
  async function originOf(http: Server): Promise<string> {
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      http.closeAllConnections();
      http.close();
    });
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  }

  test.each(['', '/mcp'])('has no failure for Claude, asked about at %j', async (path) => {
    const origin = await start();
    const report = await diagnose(origin + path, { given: undefined, client: 'claude', limits: usualLimits });
    expect(idsOf(report, 'fail')).toEqual([]);
    expect(idsOf(report, 'warn')).toEqual(['address/https', 'address/port', 'address/host']);
    expect(idsOf(report, 'pass')).toEqual(
      expect.arrayContaining([
        'claude/http',
        'claude/sse',
        'claude/initialize',
        'claude/tools',
        'claude/hints',
        'claude/call',
      ]),
    );
    expect(report.checks.find(({ id }) => id === 'stateless/discover')?.status).toBe('skip');
  });

  test('may keep the GET stream of Streamable HTTP silent', async () => {
    const http = createServer(async (request, response) => {
      if (request.url !== '/mcp') return response.writeHead(404).end();
      return serveMcp(request, response);
    });
    const report = await diagnose(`${await originOf(http)}/mcp`, {
      given: undefined,
      client: 'claude',
      limits: usualLimits,
    });
    expect(idsOf(report, 'fail')).toEqual([]);
    expect(report.checks.find(({ id }) => id === 'claude/sse')).toMatchObject({ status: 'skip', next: null });
    expect(idsOf(report, 'pass')).toContain('claude/http');
  }, 30_000);

  test('has no document for ChatGPT, and that is the one failure', async () => {
    const report = await diagnose(await start(), { given: undefined, limits: usualLimits });
    expect(idsOf(report, 'fail')).toEqual(['chatgpt/document']);
  });
});

describe('the table of checks', () => {
  test.each(checkIds)('%s has a page', (id) => {
    const { holds, why, next } = checkPages[id];
    for (const text of [holds, why, next]) expect(text).toMatch(/^\S.{7,}$/);
    expect(Object.keys(sections)).toContain(sectionOf(id));
  });

  test('docs/doctor.md is what it prints', () => {
    const path = join(repository, 'docs/doctor.md');
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, doctorMarkdown());
    expect(readFileSync(path, 'utf8')).toBe(doctorMarkdown());
  });
});
