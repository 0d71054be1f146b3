import { isRecord } from '../runtime/schema/equality.js';

/** Reading JSON that anybody may have written: own properties only, and no surprise where the type is another. */

/** The own property of a value that may be anything. */
export function at(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A text, where there is one. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

/** The items of a list; none where there is no list. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
}

/** The own entries of an object; none where there is no object. */
export function entriesAt(value: unknown, key: string): readonly (readonly [string, unknown])[] {
  const found = at(value, key);
  return isRecord(found) ? Object.entries(found) : [];
}

/** A JSON Pointer (RFC 6901) one step further. */
export function pointer(base: string, ...keys: readonly (string | number)[]): string {
  return base + keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const mostSteps = 64;

/** The value at a JSON Pointer; undefined where there is none. */
export function follow(root: unknown, path: string): unknown {
  if (path === '') return root;
  const keys = path.slice(1).split('/');
  if (!path.startsWith('/') || keys.length > mostSteps) return undefined;
  let found = root;
  for (const key of keys) {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    found = Array.isArray(found) && /^\d{1,9}$/.test(name) ? found[Number(name)] : at(found, name);
    if (found === undefined) return undefined;
  }
  return found;
}

/** The pointer of a reference into the same document (`#/...`); undefined for any other. */
export function localPointer(ref: string): string | undefined {
  if (!ref.startsWith('#')) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return ref.slice(1);
  }
}
