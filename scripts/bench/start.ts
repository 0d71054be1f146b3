import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../generator/test/services/ports.js';
import { type ServerName, serverFile } from './process.js';
import { median } from './rounds.js';
import { limitRow, type Row, ratioRow } from './table.js';

const run = promisify(execFile);
const longestStartMs = 10_000;
const idleMs = 300;

interface Start {
  readonly milliseconds: number;
  /** Resident memory a moment after the first answer, in MiB. */
  readonly residentMib: number;
}

/** From spawning a process to its first answer, and the memory it then takes. */
export async function measureStart(rounds: number): Promise<Row[]> {
  const starts: Record<'diglot' | 'empty', Start[]> = { diglot: [], empty: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const name of ['diglot', 'empty'] as const) starts[name].push(await start(name));
  }
  // The first round reads the files from the disk.
  const of = (name: 'diglot' | 'empty', part: keyof Start) => median(starts[name].slice(1).map((one) => one[part]));
  const wording = { figure: 'start to first answer', unit: 'ms', target: { atMost: 1.7 } };
  return [
    ratioRow(wording, of('diglot', 'milliseconds'), of('empty', 'milliseconds')),
    limitRow('resident memory, idle', of('diglot', 'residentMib'), { unit: 'MiB', limit: 65 }),
  ];
}

async function start(name: ServerName): Promise<Start> {
  const port = await freePort();
  const begin = performance.now();
  const env = { ...process.env, PORT: String(port) };
  const child = spawn(process.execPath, [serverFile(name), '6'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  while (!(await answers(port))) {
    if (performance.now() - begin > longestStartMs) throw new Error(`${name} does not start`);
    await pause(1);
  }
  const milliseconds = performance.now() - begin;
  await pause(idleMs);
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(child.pid)]);
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  return { milliseconds, residentMib: Number(stdout) / 1024 };
}

/** Whether the server answers with anything but "starting". */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ port, host: '127.0.0.1', path: '/healthz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}
