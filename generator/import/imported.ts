import type { Effect, JsonSchema } from '../runtime/contract.js';
import type { Loss } from './losses.js';

/** What was read of a source: all that the spec and the handlers are made of. */
export interface Imported {
  readonly info: ImportedInfo;
  readonly tools: readonly ImportedTool[];
  /** Text of handlers/app.ts. */
  readonly app: string;
  /** What the handlers need besides diglot, with exact versions. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** By variable of the environment: what it is for. */
  readonly variables: Readonly<Record<string, string>>;
  readonly losses: readonly Loss[];
}

export interface ImportedInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly contact?: { readonly email: string };
  readonly termsUrl?: string;
}

export interface ImportedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly modelDescription?: string;
  readonly effect: Effect;
  /** What the effect was guessed from. */
  readonly because: string;
  readonly idempotent: boolean;
  readonly openWorld: boolean;
  readonly input: JsonSchema;
  readonly output: JsonSchema | 'content';
  readonly tags: readonly string[];
  readonly isDeprecated: boolean;
  /** JSON Pointer to the source. */
  readonly at: string;
  /** What its handler does, for its comment. */
  readonly forwards: string;
  /** The expression that its handler is, with `input` and `ctx` in scope. */
  readonly call: string;
}

/** Which parts of a source become tools. */
export interface Selection {
  /** Names of tools, operations or original tools; `*` stands for any characters. */
  readonly only: readonly string[];
  readonly tags: readonly string[];
}

/** Whether something with these names and tags was asked for. */
export function isSelected({ only, tags }: Selection, names: readonly string[], own: readonly string[]): boolean {
  const named = only.length === 0 || only.some((wish) => names.some((name) => matches(wish, name)));
  return named && (tags.length === 0 || own.some((tag) => tags.includes(tag.toLowerCase())));
}

function matches(wish: string, name: string): boolean {
  const [head = '', ...rest] = wish.split('*');
  if (rest.length === 0) return wish === name;
  const tail = rest.pop() ?? '';
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let from = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0 || found + part.length > name.length - tail.length) return false;
    from = found + part.length;
  }
  return true;
}
