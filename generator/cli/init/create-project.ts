import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { contractHashes } from '../../compiler/contract-hashes.js';
import type { VirtualFile } from '../../compiler/emit/emitter.js';
import { type Generated, generate } from '../../compiler/generate.js';
import { lockFile } from '../../compiler/output/lock-file.js';
import { CommandError } from '../exit.js';
import { version } from '../version.js';
import { type ProjectParts, projectFiles } from './project-files.js';
import { conflictsIn, writeNew } from './write.js';

/**
 * Writes a new project with its generated files, and a stub for each tool that `parts` has no handler for. Resolves to what
 * the compiler makes of the spec; where that is nothing, nothing is written. Throws CommandError or OutputError.
 */
export async function createProject(folder: string, parts: ProjectParts): Promise<Generated> {
  const source = { path: 'spec/tools.yaml', text: parts.spec };
  const generated = await generate(source);
  if (!generated.ok) return generated;
  const own = projectFiles(parts);
  const taken = new Set(own.map(({ path }) => path));
  const contracts = contractHashes(generated.spec);
  const lock = lockFile({ source, files: generated.files, contracts, generator: version });
  const files = [...own, ...generated.files.filter(({ path }) => !taken.has(path)), lock];
  refuseTaken(folder, files);
  writeNew(folder, files);
  return generated;
}

/** Throws CommandError where one of the files can't be a new one in this folder. */
export function refuseTaken(folder: string, files: readonly VirtualFile[]): void {
  const place = relative('.', folder) || 'this folder';
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new CommandError(`${place} is not a folder. Name another: npx diglot init <folder>`);
  }
  const conflicts = conflictsIn(folder, files);
  if (conflicts.length > 0) {
    const listed = conflicts.map((path) => `  ${path}\n`).join('');
    throw new CommandError(
      `Nothing was written, since ${place} has already:\n${listed}Move them away, or name a new folder: npx diglot init <folder>`,
    );
  }
}
