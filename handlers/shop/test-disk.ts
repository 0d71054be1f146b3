import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

/** A disk that holds little. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves no room, or but so much: in pieces of 64 KiB. */
  fill(piecesLeft: number): void;
  /** Makes room again. */
  clear(): void;
}

const ballast = 'ballast';

/**
 * Mounts a small disk that is gone after the test; `skip` is called where that is not possible, which takes root. The gate
 * has to be able to: there it fails.
 */
export function mountSmallDisk(megabytes: number, skip: (note: string) => never): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'corner-shop-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const refusal = asRoot('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=777`, 'tmpfs', folder);
  if (refusal !== undefined && process.env['CI'] !== 'true') skip('a small disk takes root to mount');
  expect(refusal).toBeUndefined();
  // Lazily, as the files of a closed database stay open until they are collected.
  onTestFinished(() => expect(asRoot('umount', '--lazy', folder)).toBeUndefined());
  return {
    folder,
    fill(piecesLeft) {
      for (const size of [65_536, 4_096]) {
        for (let index = 0; hasWritten(join(folder, `${ballast}-${size}-${index}`), size); index += 1);
      }
      for (let index = 0; index < piecesLeft; index += 1) rmSync(join(folder, `${ballast}-65536-${index}`));
    },
    clear() {
      for (const name of readdirSync(folder)) if (name.startsWith(ballast)) rmSync(join(folder, name));
    },
  };
}

function hasWritten(path: string, size: number): boolean {
  try {
    writeFileSync(path, Buffer.alloc(size));
    return true;
  } catch {
    return false;
  }
}

/** Runs a command as root; undefined when it worked, else what it said. */
function asRoot(...command: readonly [string, ...string[]]): string | undefined {
  const [program, ...args] = process.getuid?.() === 0 ? command : (['sudo', '-n', ...command] as const);
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr);
}
