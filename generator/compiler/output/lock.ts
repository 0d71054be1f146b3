import { createHash } from 'node:crypto';

/** Where the lock lies. */
export const lockPath = 'generated/diglot.lock';

/** What the last run read and wrote, so that a later one can say why something differs. */
export interface Lock {
  readonly generator: string;
  /** SHA-256 of the spec, line ends as LF. */
  readonly spec: string;
  /** Path of each generated file to its SHA-256. */
  readonly files: { readonly [path: string]: string };
  /** Tool to a hash of all that its handler is typed by. */
  readonly contracts: { readonly [tool: string]: string };
}

/** SHA-256 in hex of a text whose line ends count as LF, whatever a checkout made of them. */
export function hash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

/** Reads a lock; undefined when the text is not one. */
export function parseLock(text: string | undefined): Lock | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isLock(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLock(value: unknown): value is Lock {
  if (typeof value !== 'object' || value === null) return false;
  const { generator, spec, files, contracts } = value as Record<string, unknown>;
  return typeof generator === 'string' && typeof spec === 'string' && isTable(files) && isTable(contracts);
}

function isTable(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((entry) => typeof entry === 'string')
  );
}
