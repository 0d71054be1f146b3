import type { YamlEntry, YamlNode, YamlScalar } from '../source.js';
import { notPlain } from './cursor.js';

/** The entries of a map as they are read. */
export interface Entries {
  readonly list: YamlEntry[];
  readonly keys: Set<string>;
}

/** Those of a map that was just begun. */
export function startEntries(): Entries {
  return { list: [], keys: new Set() };
}

/** YAML's own bound is 1,024. */
const longestKey = 1000;

/** Adds an entry. A key that is no text, or comes again, is not plain. */
export function addEntry({ list, keys }: Entries, { value: key, span: keySpan }: YamlScalar, value: YamlNode): void {
  if (typeof key !== 'string' || key === '<<' || keySpan.end - keySpan.start > longestKey || keys.has(key)) notPlain();
  keys.add(key);
  list.push({ key, keySpan, value });
}

/** Below what any limit of the language is. */
const deepest = 60;

/** How many collections are open. */
export class Depth {
  readonly #levels: number;

  constructor(levels = 1) {
    this.#levels = levels;
  }

  deeper(): Depth {
    return this.#levels < deepest ? new Depth(this.#levels + 1) : notPlain();
  }
}
