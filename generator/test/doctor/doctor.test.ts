import { afterEach, describe, expect, test } from 'vitest';
import type { Report } from '../../cli/doctor/print.js';
import { usualLimits } from '../../cli/doctor/wire.js';
import { diagnose } from '../../cli/doctor.js';
import { cases } from './illnesses.js';
import { goodToken, type Illness, type Patient, startPatient } from './patient.js';

// A stream that is held back has nothing to wait for.
const limits = { ...usualLimits, eventMs: 500 };
const ofTest = (text: string) => ({ text, source: 'of the test' });

/** What every server on loopback is warned of. */
const local = ['address/https', 'address/port', 'address/host', 'chatgpt/server'];

let patient: Patient | undefined;
afterEach(async () => {
  await patient?.close();
  patient = undefined;
});

async function examined(
  illness: Illness,
  { path = '', token = goodToken } = {},
): Promise<{ report: Report; origin: string }> {
  patient = await startPatient(illness);
  const { origin } = patient;
  return { origin, report: await diagnose(origin + path, { given: ofTest(token), limits }) };
}

const idsOf = ({ checks }: Report, status: string) =>
  checks.filter((check) => check.status === status).map(({ id }) => id);

test('a healthy server fails nothing, and nothing with effects is called', async () => {
  const { report } = await examined({});
  expect({ fails: idsOf(report, 'fail'), warns: idsOf(report, 'warn') }).toEqual({ fails: [], warns: local });
  expect(report.ok).toBe(true);
  expect(Object.keys(report)).toEqual(['url', 'ok', 'counts', 'checks']);
  for (const check of report.checks) expect(Object.keys(check)).toEqual(['id', 'section', 'status', 'detail', 'next']);
  expect(new Set(patient?.calls)).toEqual(new Set(['/look', 'look']));
});

test('https where there is no TLS is named as such', async () => {
  patient = await startPatient({});
  const report = await diagnose(patient.origin.replace('http:', 'https:'), { given: undefined, limits });
  expect(report.checks.find(({ id }) => id === 'address/reachable')).toMatchObject({
    status: 'fail',
    detail: expect.stringContaining('it answers without TLS'),
  });
});

test('a bare host is proposed with http', async () => {
  const report = diagnose('localhost:3001/mcp', { given: undefined, limits });
  await expect(report).rejects.toThrow('npx diglot doctor http://localhost:3001/mcp');
});

test('a refused token is not taken for a revision that is not spoken', async () => {
  const { report } = await examined({}, { token: 'bad' });
  const stateless = report.checks.filter(({ section, status }) => section === 'stateless' && status === 'skip');
  expect(stateless.length).toBeGreaterThan(1);
  for (const { detail } of stateless) expect(detail).toBe('The token is refused: see claude/token.');
});

describe('a broken server is told its fault:', () => {
  test.each(cases)('$name', async ({ illness, path, token, fails, warns = [], says }) => {
    const { report, origin } = await examined(illness, { ...(path && { path }), ...(token && { token }) });
    expect(idsOf(report, 'fail')).toEqual(fails);
    const beyond = idsOf(report, 'warn').filter((id) => !local.includes(id));
    expect(beyond).toEqual(warns);
    expect(report.ok).toBe(fails.length === 0);
    const first = report.checks.find(({ id }) => id === (fails[0] ?? warns[0]));
    expect(first?.detail.replaceAll(origin, '{origin}').slice(0, says.length)).toBe(says);
    expect(first?.next).toMatch(/^\S.{10,}/);
    expect(JSON.stringify(report)).not.toContain(goodToken);
    expect(patient?.calls).not.toContain('cut');
    expect(patient?.calls).not.toContain('/cut');
  });
});
