import type { ToolSpec } from '../model.js';

/** Who writes a file after the first time: the compiler (`generated`), or the developer (`scaffold`). */
export type Ownership = 'generated' | 'scaffold';

/** A file as a value. */
export interface VirtualFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly content: string;
  readonly ownership: Ownership;
}

/** Turns a checked spec into files. Total: nothing a checked spec holds makes it throw. */
export interface Emitter {
  readonly name: string;
  emit(spec: ToolSpec): readonly VirtualFile[] | Promise<readonly VirtualFile[]>;
}
