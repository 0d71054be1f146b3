import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolCall } from '../testing/client.js';
import { startServer } from './server.js';
import { createNotes } from './test-operations.js';

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

  const start = (project: ReturnType<typeof createNotes>, more: Record<string, string> = {}) =>
    startServer({ ...project, app: { close: async () => {} }, env: { PORT: '0', LOG_LEVEL: 'silent', ...more } });

  it('under load loses no answer', async () => {
    const server = await start(createNotes());
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
    const server = await start(createNotes());
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
      const server = await start(createNotes());
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
    const project = createNotes();
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
