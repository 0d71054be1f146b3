import { at, entriesAt, listAt, textAt } from '../json.js';

/** The address of the API: the document's first server, variables filled with their defaults, relative to the document. */
export function serverOf(root: unknown, source: string): string | undefined {
  const [server] = listAt(root, 'servers');
  const written = textAt(server, 'url') ?? '/';
  const defaults = new Map(entriesAt(server, 'variables').map(([name, value]) => [name, at(value, 'default')]));
  const filled = written.slice(0, 2000).replace(/\{([^{}]*)\}/g, (_, name: string) => String(defaults.get(name) ?? ''));
  const base = /^https?:/.test(source) ? source : undefined;
  if (!URL.canParse(filled, base)) return undefined;
  const url = new URL(filled, base);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.hash === ''
    ? url.href.replace(/\/$/, '')
    : undefined;
}
