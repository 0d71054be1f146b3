import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { zipSync } from 'fflate';

/** The files of a bundle: path with `/` to content. */
export type BundleFiles = Readonly<Record<string, Uint8Array>>;

/** A zip archive whose bytes depend on names and contents alone: sorted, and of the first time that the format can say. */
export function archiveOf(files: BundleFiles): Uint8Array {
  const sorted = Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // The format has local time without a zone, so this is the same everywhere.
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: new Date(1980, 0, 1) });
}

/** Writes beside the target and renames, so that nobody finds half of it. */
export function writeWhole(target: string, bytes: Uint8Array): void {
  mkdirSync(dirname(target), { recursive: true });
  const staged = `${target}.${randomUUID()}`;
  try {
    writeFileSync(staged, bytes);
    renameSync(staged, target);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
}
