import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hash, lockPath, parseLock } from '../compiler/output/lock.js';
import { type Env, SettingsError } from './settings.js';

const specPath = 'spec/tools.yaml';

/**
 * Holds what a built server is made of against what lies in its folder, where nothing is generated any more: the spec, as
 * far as it is there, the generated files, and the lock that `npm run build` put beside `script`. Throws SettingsError, one
 * line that names the first difference.
 */
export function refuseDrift(script: string, env: Env): void {
  const builtLock = join(dirname(script), '..', lockPath);
  const isBuilt = existsSync(builtLock) && builtLock !== join(process.cwd(), lockPath);
  if (!isBuilt && env['NODE_ENV'] !== 'production') return;
  const text = existsSync(lockPath) ? readFileSync(lockPath, 'utf8') : undefined;
  const lock = parseLock(text);
  if (lock === undefined) throw new SettingsError(`${lockPath} is missing or broken. Run: npm run generate`);
  const hashes = Object.entries({ [specPath]: lock.spec, ...lock.files });
  const drifted = hashes.find(([path, known]) => existsSync(path) && hash(readFileSync(path, 'utf8')) !== known);
  if (drifted !== undefined) throw new SettingsError(`${drifted[0]} was changed. Run: npm run generate`);
  if (isBuilt && readFileSync(builtLock, 'utf8') !== text)
    throw new SettingsError('generated/ is newer than what was built of it. Run: npm run build');
}
