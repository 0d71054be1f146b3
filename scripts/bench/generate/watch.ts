import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../generator/test/services/ports.js';
import { startDev } from '../../dev-process.js';
import { median } from '../rounds.js';
import { createProject, repository } from './project.js';

const warmUps = 3;
const longestMs = 60_000;
/** A person does not save twice within less: the next server is made ready a second after a save. */
const betweenMs = 2000;

/**
 * Milliseconds from the save of a tool's description to the end of the run that writes it, in a warm `diglot generate
 * --watch` of a project with that many tools; the median of `rounds`.
 */
export async function watchTime(tools: number, rounds: number): Promise<number> {
  const project = createProject(tools);
  const command = [join(repository, 'generator/bin/diglot.js'), 'generate', '--watch'];
  const child = spawn(process.execPath, command, { cwd: project.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let runs = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    runs += chunk.toString().split('Generated in').length - 1;
  });
  try {
    await until(() => runs > 0);
    const path = join(project.folder, 'spec/tools.yaml');
    const text = readFileSync(path, 'utf8');
    const times = await saves(rounds, async (round) => {
      const before = runs;
      writeFileSync(path, text.replace(/(description: )[^\n,}]+/, `$1Saved for the time number ${round}.`));
      await until(() => runs > before);
    });
    if (!readFileSync(join(project.folder, 'generated/openapi.json'), 'utf8').includes('Saved for the time number')) {
      throw new Error('the save was not followed');
    }
    return times;
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    project.remove();
  }
}

/** Milliseconds from the save of a title to its being served by `npm run dev`; the median of `rounds`. */
export async function devTime(rounds: number): Promise<number> {
  const dev = startDev(await freePort());
  try {
    const served = (title: string) => until(async () => (await dev.summary()) === title);
    await served('View cart');
    const text = dev.read('spec/tools.yaml');
    return await saves(rounds, async (round) => {
      const title = `View cart ${round}`;
      dev.write('spec/tools.yaml', text.replace('title: View cart', `title: ${title}`));
      await served(title);
    });
  } finally {
    await dev.stop();
    dev.remove();
  }
}

/** The median time of a save, after some that warm up. */
async function saves(rounds: number, save: (round: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    await pause(betweenMs);
    const begin = performance.now();
    await save(round);
    if (round >= warmUps) times.push(performance.now() - begin);
  }
  return median(times);
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + longestMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited for more than ${longestMs / 1000} s`);
    await pause(3);
  }
}
