import type { Logger, Service, ToolContract } from '../runtime/contract.js';
import { createFetch, createRouter, createTools, type FetchApp, route } from '../runtime/index.js';
import { testContract } from '../runtime/test-service.js';
import { toolCall } from '../testing/client.js';
import { hostCrypto } from './crypto.js';
import { createMetrics } from './metrics.js';
import { createRateLimiter } from './rate-limiter.js';

/** A service whose tools answer, fail, wait and say too much, for the tests of how a server is operated. */

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

/** The service with its handlers; `hold` waits until it is released. */
export function createNotes() {
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

/** A server in this process, and what it logged. */
export interface Served extends FetchApp {
  readonly lines: readonly Record<string, unknown>[];
  readonly project: ReturnType<typeof createNotes>;
  rest(tool: string, body?: string): Promise<Response>;
  mcp(tool: string): Promise<Response>;
  get(path: string): Promise<Response>;
}

/** Serves it without a socket; `ready` is what /readyz asks. */
export async function serve(ready?: () => Promise<void>): Promise<Served> {
  const lines: Record<string, unknown>[] = [];
  const write = (fields: object, message: string) => void lines.push({ ...fields, message });
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const project = createNotes();
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
