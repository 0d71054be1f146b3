import { expect, test } from 'vitest';
import { hash, type Lock, lockPath } from './lock.js';
import { plan } from './plan.js';

const generated = { path: 'generated/a.ts', content: 'new\n', ownership: 'generated' } as const;
const scaffold = { path: 'handlers/a.ts', content: 'stub\n', ownership: 'scaffold' } as const;
const lock: Lock = {
  generator: '1',
  spec: 'before',
  contracts: {},
  files: { 'generated/a.ts': hash('old\n'), 'generated/gone.ts': hash('x') },
};
const lockNow = (changed: Partial<Lock>) =>
  ({ path: lockPath, content: JSON.stringify({ ...lock, ...changed }), ownership: 'generated' }) as const;

test.each([
  { title: 'a new file', onDisk: {}, lock: undefined, want: ['create new', 'create no handler yet'] },
  { title: 'a deleted file', onDisk: { 'handlers/a.ts': '' }, lock, want: ['create deleted by hand', 'keep yours'] },
  {
    title: 'nothing to do',
    onDisk: { 'generated/a.ts': 'new\n', 'handlers/a.ts': 'mine' },
    lock,
    want: ['keep up to date', 'keep yours'],
  },
  {
    title: 'a checkout with CRLF is no difference',
    onDisk: { 'generated/a.ts': 'new\r\n', 'handlers/a.ts': 'mine' },
    lock,
    want: ['keep up to date', 'keep yours'],
  },
  {
    title: 'a spec edit',
    onDisk: { 'generated/a.ts': 'old\n', 'handlers/a.ts': 'mine' },
    lock,
    want: ['update the spec changed', 'keep yours'],
  },
  {
    title: 'a hand edit',
    onDisk: { 'generated/a.ts': 'hand\n', 'handlers/a.ts': 'mine' },
    lock,
    want: ['update edited by hand', 'keep yours'],
  },
  {
    title: 'strays go, handlers without a tool stay',
    onDisk: { 'generated/a.ts': 'new\n', 'generated/gone.ts': '', 'generated/note.txt': '', 'handlers/a.ts': '' },
    lock,
    want: ['keep up to date', 'keep yours', 'delete no longer generated', 'delete not a generated file'],
  },
  {
    title: 'another version',
    onDisk: { 'generated/a.ts': 'old\n', 'handlers/a.ts': 'mine' },
    lock,
    now: { generator: '2' },
    want: ['update made by diglot 1, this is 2', 'keep yours'],
  },
  {
    title: 'another version and a spec edit',
    onDisk: { 'generated/a.ts': 'old\n', 'handlers/a.ts': 'mine' },
    lock,
    now: { generator: '2', spec: 'after' },
    want: ['update the spec changed; made by diglot 1, this is 2', 'keep yours'],
  },
  {
    title: 'the same spec and version, but another text',
    onDisk: { 'generated/a.ts': 'old\n', 'handlers/a.ts': 'mine' },
    lock,
    now: {},
    want: ['update made by another build of diglot', 'keep yours'],
  },
])('$title', ({ onDisk, lock: recorded, now = { spec: 'after' }, want }) => {
  const steps = plan([generated, scaffold, lockNow(now)], new Map(Object.entries(onDisk)), recorded);
  const others = steps.filter(({ path }) => path !== lockPath);
  expect(others.map((step) => `${step.action} ${step.reason}`)).toEqual(want);
});
