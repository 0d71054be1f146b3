import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SettingsError } from './settings.js';

/** A setting that the person left empty; some hosts then hand over the placeholder itself. */
const unset = /^(?:\$\{user_config\.[^{}]*\})?$/;

/**
 * Makes DIGLOT_DATA_DIR where it is named, drops what `env` has empty, takes what `env` has no value for from a file `.env` there, and returns what
 * makes it the working folder: a bundle's own folder is replaced by every update. Without the variable nothing changes.
 * Throws SettingsError when the folder can't be used.
 */
export function openDataFolder(env: NodeJS.ProcessEnv): () => void {
  const named = env['DIGLOT_DATA_DIR'];
  if (named === undefined) return () => {};
  if (unset.test(named)) throw new SettingsError('DIGLOT_DATA_DIR is empty: name the folder that keeps the data.');
  for (const [name, value] of Object.entries(env)) if (value !== undefined && unset.test(value)) delete env[name];
  const folder = resolve(named);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SettingsError(`DIGLOT_DATA_DIR: ${messageOf(error)}. Name a folder that can be written.`);
  }
  readSettings(join(folder, '.env'));
  return () => process.chdir(folder);
}

function readSettings(file: string): void {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw new SettingsError(`${file} can't be read: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
