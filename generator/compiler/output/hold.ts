import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from './output-error.js';

// One run at a time, whatever is killed. The stage is the lock: a folder that holds a file named by its owner. It comes to be
// and goes away by being renamed as a whole, and what a dead owner left is taken over by renaming that file, which only one
// can do: there is no moment at which two runs hold it, or at which nobody can tell whose it is.

/** The folder below the project that a run keeps its lock and its staged texts in. */
export const stageName = '.diglot-stage';
const ownerMark = 'owner-';
const pollMs = 50;
const sayAfterMs = 1000;
const giveUpAfterMs = 60_000;

/** Another run is writing the same project; the message is one line that names the next step. */
export class OutputBusy extends Error {}

/** A stage that is held. */
export interface Claim {
  readonly stage: string;
  /** Whether a dead run had left it: it then holds what that had staged. */
  readonly isTakenOver: boolean;
}

/**
 * Claims the stage of a project, and waits for those who have it. `onWait` is told the process that is waited for, once.
 * Throws OutputBusy after a minute, and what the file system says when it can't be written at all.
 */
export async function claimStage(root: string, onWait: (pid: number) => void): Promise<Claim> {
  const stage = join(root, stageName);
  const me = ownerName();
  const begin = performance.now();
  let isSaid = false;
  for (;;) {
    if (tryClaim(root, stage, me)) {
      clearLeftovers(root);
      return { stage, isTakenOver: false };
    }
    const owner = ownerOf(stage);
    if (owner === 'nobody') dropAside(root, stage, me);
    else if (owner !== 'gone' && !isAlive(owner)) {
      if (takeOver(stage, owner, me)) return { stage, isTakenOver: true };
    } else if (owner !== 'gone') {
      const waited = performance.now() - begin;
      if (waited > giveUpAfterMs) {
        throw new OutputBusy(`Process ${pidOf(owner)} has been writing here for a minute. End it, and run again.`);
      }
      if (waited > sayAfterMs && !isSaid) onWait(pidOf(owner));
      isSaid ||= waited > sayAfterMs;
      await wait(pollMs);
    }
  }
}

/** Gives a stage up, with all that it holds. */
export function releaseStage(root: string, { stage }: Claim): void {
  dropAside(root, stage, ownerName());
}

/** A folder is renamed only where there is none yet, or an empty one. */
function tryClaim(root: string, stage: string, me: string): boolean {
  if (existsSync(stage) && readdirSync(stage).length > 0) return false;
  const prepared = join(root, `${stageName}.${me}`);
  mkdirSync(prepared);
  try {
    writeFileSync(join(prepared, ownerMark + me), '');
    renameSync(prepared, stage);
    return true;
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true });
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].some((code) => hasCode(error, code)) && existsSync(stage)) return false;
    throw error;
  }
}

/** The owner's name; `nobody` where a stage has none, `gone` where there is no stage any more. */
function ownerOf(stage: string): string {
  try {
    const name = readdirSync(stage).find((entry) => entry.startsWith(ownerMark));
    return name?.slice(ownerMark.length) ?? 'nobody';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'gone';
    throw error;
  }
}

function takeOver(stage: string, owner: string, me: string): boolean {
  try {
    renameSync(join(stage, ownerMark + owner), join(stage, ownerMark + me));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** First out of the way as a whole: deleting takes several steps, between which nobody may find half a stage. */
function dropAside(root: string, stage: string, me: string): void {
  const aside = join(root, `${stageName}.${me}`);
  try {
    renameSync(stage, aside);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** What runs left that were killed while they claimed or dropped a stage. It never holds what anybody needs. */
function clearLeftovers(root: string): void {
  for (const entry of readdirSync(root)) {
    const owner = entry.startsWith(`${stageName}.`) ? entry.slice(stageName.length + 1) : undefined;
    if (owner !== undefined && !isAlive(owner)) rmSync(join(root, entry), { recursive: true, force: true });
  }
}

let claims = 0;

/** A process id may come back after a while; with the time of its start it does not. */
function ownerName(): string {
  claims += 1;
  return `${process.pid}-${startOf(process.pid) ?? 'unknown'}-${claims}`;
}

function pidOf(owner: string): number {
  return Number.parseInt(owner, 10);
}

function isAlive(owner: string): boolean {
  const [, start] = owner.split('-');
  const pid = pidOf(owner);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return false;
  }
  const now = startOf(pid);
  return now === undefined || start === 'unknown' || now === start;
}

/** When a process started, in ticks since the machine did (proc(5), field 22); undefined where that can't be told. */
function startOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}
