import { describe, expect, it } from 'vitest';
import { createTestIssuer } from '../testing/issuer.js';
import { anonymous } from './auth/caller.js';
import { createContext } from './context.js';
import type { Logger } from './contract.js';
import { ToolFailure } from './errors.js';
import { createTestServer, tools } from './test-service.js';
import type { Runtime } from './tool.js';

const lines: (readonly [object, string])[] = [];
const write = (fields: object, message: string) => void lines.push([fields, message]);
const log: Logger = { debug: write, info: write, warn: write, error: write };

function contextOf(tool: keyof typeof tools) {
  // A context takes no more than these two from a runtime.
  const runtime = { app: { name: 'the app' }, log } as unknown as Runtime;
  const call = { tool: tools[tool], caller: anonymous, surface: 'rest', requestId: 'r1' } as const;
  return createContext(runtime, call, { signal: new AbortController().signal, isOver: false });
}

describe('a context', () => {
  it('can be taken apart', () => {
    const { error, notImplemented } = contextOf('order');
    const declared = error('out_of_stock');
    expect(declared).toBeInstanceOf(ToolFailure);
    expect(declared).toMatchObject({ toolError: { status: 409, detail: 'That is sold out.', errors: [] } });
    expect(notImplemented()).toMatchObject({ toolError: { code: 'not_implemented' } });
  });

  it.each(['no_such_error', 'constructor', '__proto__'])('does not declare %s', (code) => {
    expect(contextOf('order').error(code)).not.toBeInstanceOf(ToolFailure);
  });

  it('names the request and the tool in each line of its log', () => {
    const { info, error } = contextOf('echo').log;
    const failure = new Error('lost');
    info({ items: 2, requestId: 'forged' }, 'found');
    error(failure, 'failed');
    expect(lines).toEqual([
      [{ items: 2, requestId: 'r1', tool: 'echo' }, 'found'],
      [{ err: failure, requestId: 'r1', tool: 'echo' }, 'failed'],
    ]);
  });
});

describe('a handler', () => {
  it('that fails after its time does no harm', async () => {
    const issuer = await createTestIssuer();
    const server = createTestServer({ issuer, noAuth: true });
    const rejections: unknown[] = [];
    const note = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const response = await server.send('/tools/linger', { method: 'POST' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', note);
    expect(response.status).toBe(504);
    expect(server.app.aborted.length).toBe(1);
    expect(rejections).toEqual([]);
    await issuer.close();
  });
});
