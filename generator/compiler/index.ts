export type { Diagnostic, Severity, Span } from './diagnostics/diagnostic.js';
export { printDiagnostics } from './diagnostics/print.js';
export type { Ownership, VirtualFile } from './emit/emitter.js';
export { type Generated, generate } from './generate.js';
export type { Source } from './source/source.js';
