import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CheckId } from '../../cli/doctor/codes.js';
import { printReport } from '../../cli/doctor/print.js';
import { type Limits, usualLimits } from '../../cli/doctor/wire.js';
import { cleaner } from '../../cli/doctor/words.js';
import { diagnose, runDoctor } from '../../cli/doctor.js';
import { isRecord } from '../../runtime/schema/equality.js';
import { type Before, goodToken, type Illness, json, type Loose, type Patient, startPatient } from './patient.js';

// Whoever hangs does so for ever: there is nothing to wait for.
const hurried = { ...usualLimits, answerMs: 1000, eventMs: 500 };
const given = { text: goodToken, source: 'of the test' };

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function patientOf(illness: Illness): Promise<Patient> {
  const patient = await startPatient(illness);
  closers.push(() => patient.close());
  return patient;
}

const documentPath = '/.well-known/openapi-3.1.json';
const at =
  (path: string, answer: Before): Before =>
  (request, response, origin) =>
    request.url === path && answer(request, response, origin);

const endless: Before = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(65_536, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk)) {}
  };
  response.on('drain', more);
  more();
  return true;
};

const dripping: Before = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(drip));
  return true;
};

const chatty: Before = (request, response) => {
  if (request.method !== 'POST') return false;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const drip = setInterval(() => response.write('data: {"jsonrpc":"2.0","method":"notifications/nothing"}\n\n'), 5);
  response.on('close', () => clearInterval(drip));
  return true;
};

const bomb = gzipSync(Buffer.alloc(200_000_000));
const deep = `{"openapi":"3.1.0","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
const odd = '\u001b[31mred\u0007\u202e\u009b';

const send =
  (body: string | Buffer, headers: Record<string, string> = {}): Before =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
    return true;
  };

interface Hostile {
  readonly name: string;
  readonly illness: Illness;
  readonly id: CheckId;
  readonly says: RegExp;
  /** `fail` when absent. */
  readonly status?: 'warn';
  /** `usualLimits` when absent. */
  readonly limits?: Limits;
}

const cases: readonly Hostile[] = [
  {
    name: 'hangs',
    limits: hurried,
    illness: { before: () => true },
    id: 'address/reachable',
    says: /does not answer within 1 s/,
  },
  {
    name: 'redirects for ever',
    illness: { before: (request, response) => !!response.writeHead(302, { location: `${request.url}x` }).end() },
    id: 'address/reachable',
    says: /redirects more than 5 times/,
    status: 'warn',
  },
  {
    name: 'redirects to a file',
    illness: { before: (_request, response) => !!response.writeHead(302, { location: 'file:///etc/passwd' }).end() },
    id: 'address/reachable',
    says: /redirects away from http/,
    status: 'warn',
  },
  {
    name: 'sends an endless document',
    illness: { before: at(documentPath, endless) },
    id: 'chatgpt/document',
    says: /sends more than 5 MB/,
  },
  {
    name: 'drips a document',
    limits: hurried,
    illness: { before: at(documentPath, dripping) },
    id: 'chatgpt/document',
    says: /does not end/,
  },
  {
    name: 'sends a document of 10 MB',
    illness: { document: (document) => ({ ...document, 'x-filler': 'x'.repeat(10_000_000) }) },
    id: 'chatgpt/document',
    says: /sends more than 5 MB/,
  },
  {
    name: 'sends a gzip bomb',
    illness: { before: at(documentPath, send(bomb, { 'content-encoding': 'gzip' })) },
    id: 'chatgpt/document',
    says: /sends more than 5 MB/,
  },
  {
    name: 'nests too deep',
    illness: { before: at(documentPath, send(deep)) },
    id: 'chatgpt/document',
    says: /nested too deep/,
  },
  {
    name: 'sends HTML as JSON',
    illness: { before: at(documentPath, send('<!doctype html>')) },
    id: 'chatgpt/document',
    says: /an HTML page/,
  },
  {
    name: 'talks without answering',
    limits: hurried,
    illness: { before: chatty },
    id: 'claude/http',
    says: /the reply does not come/,
  },
  {
    name: 'lists for ever',
    illness: { result: (method, result) => (method === 'tools/list' ? { ...result, nextCursor: 'more' } : result) },
    id: 'claude/names',
    says: /'look' is the name of two tools/,
  },
  {
    name: 'drives a terminal',
    illness: { tools: ([first]) => [{ ...first, name: odd }] },
    id: 'claude/names',
    says: /is no name for a tool/,
  },
];

describe('a server that', () => {
  test.each(cases)('$name', async ({ illness, id, says, status = 'fail', limits = usualLimits }) => {
    const patient = await patientOf(illness);
    const report = await diagnose(patient.origin, { given, limits });
    expect(report.ok).toBe(false);
    expect(report.checks.find((check) => check.id === id)).toMatchObject({
      status,
      detail: expect.stringMatching(says),
    });
    const shown = printReport(report, (_status, text) => text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(shown.length).toBeLessThan(40_000);
  });

  test('does not speak HTTP', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { checks, counts } = await diagnose(`http://127.0.0.1:${port}`, { given, limits: hurried });
    expect(checks[0]).toMatchObject({ status: 'fail', detail: expect.stringContaining('does not speak HTTP') });
    expect(counts).toMatchObject({ fail: 1, pass: 0 });
  });

  test('is not there', async () => {
    const patient = await startPatient();
    await patient.close();
    const { checks } = await diagnose(patient.origin, { given, limits: hurried });
    expect(checks[0]).toMatchObject({ status: 'fail', detail: expect.stringContaining('nothing listens there') });
  });

  test('takes its time is left when the time is up', async () => {
    const patient = await patientOf({ before: () => true });
    const { checks } = await diagnose(patient.origin, {
      given,
      limits: { ...hurried, answerMs: 60_000, totalMs: 300 },
    });
    expect(checks[0]?.detail).toContain('the time was up');
  });

  test('redirects to another origin does not get the token there', async () => {
    const seen: (string | undefined)[] = [];
    const thief = await patientOf({
      before(request, response) {
        seen.push(request.headers.authorization);
        json(response, 200, {});
        return true;
      },
    });
    const patient = await patientOf({
      before: (_request, response) => !!response.writeHead(307, { location: `${thief.origin}/mcp` }).end(),
    });
    await diagnose(patient.origin, { given, limits: hurried });
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });
});

test('what takes over a second says what it does, on stderr', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  closers.push(() => void vi.restoreAllMocks());
  const patient = await patientOf({
    before(request, response) {
      if (request.url !== '/') return false;
      setTimeout(() => json(response, 404, {}), 1500);
      return true;
    },
  });
  expect(await runDoctor(patient.origin, { token: goodToken, format: 'json' }, {})).toBe(0);
  const lines = said.mock.calls.map(([text]) => String(text));
  expect(lines[0]).toBe('Still looking for the OpenAPI document and the MCP endpoint ...\n');
  expect(lines).toContain('Now speaking MCP ...\n');
  expect(JSON.parse(printed.mock.calls.map(([text]) => String(text)).join(''))).toMatchObject({ ok: true });
});

test.each([
  ['whole', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ'],
  ['cut off', 'eyJhbGciOiJSUzI1NiJ9.eyJzdW'],
  ['its claims', 'eyJzdWIiOiJhZGEifQ'],
  ['its signature', 'c2lnbmF0dXJlLW9mLWFkYQ'],
])('the token is not said, %s', (_name, text) => {
  const clean = cleaner('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ');
  expect(clean(`It says '${text}' to you.`)).toBe("It says '[token]' to you.");
});

/** Puts `value` at the place that `choose` picks in a tree. */
function broken(tree: unknown, choose: () => number, value: unknown): unknown {
  const keys = typeof tree === 'object' && tree !== null ? Object.keys(tree) : [];
  const key = keys[Math.floor(choose() * (keys.length + 1))];
  if (key === undefined) return value;
  if (Array.isArray(tree))
    return tree.map((item, index) => (String(index) === key ? broken(item, choose, value) : item));
  return isRecord(tree) ? { ...tree, [key]: broken(tree[key], choose, value) } : value;
}

test('whatever a document, a list, a result or metadata holds, there is a report', async () => {
  let mutate = (whole: Loose): Loose => whole;
  const patient = await patientOf({
    document: (whole) => mutate(whole),
    tools: (whole) => {
      const { tools } = mutate({ tools: whole });
      return Array.isArray(tools) ? tools : whole;
    },
    result: (_method, whole) => mutate(whole),
    resource: (whole) => mutate(whole),
    issuer: (whole) => mutate(whole),
  });
  const place = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(place, fc.jsonValue(), async (places, value) => {
      mutate = (whole) => {
        let step = 0;
        const next = broken(whole, () => places[step++ % places.length] ?? 0, value);
        return isRecord(next) ? next : { odd: next };
      };
      const report = await diagnose(patient.origin, { given, limits: usualLimits });
      expect(report.checks.filter(({ detail }) => detail.trim() === '')).toEqual([]);
    }),
    { numRuns: 30, seed: 7 },
  );
  expect(patient.calls).not.toContain('cut');
}, 60_000);
