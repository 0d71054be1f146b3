import { type DiagnosticArguments, type DiagnosticCode, messages } from './codes.js';
import type { Text } from './message.js';

/** `error` stops the pipeline after the check; `warning` does not. */
export type Severity = 'error' | 'warning';

/** Half-open range of UTF-16 offsets into the source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One finding, located in the source. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly span: Span;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to write instead. */
  readonly help: string;
}

/** Records one finding of `code` at `span`. */
export type Report = <Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  ...args: DiagnosticArguments[Code] extends Record<string, never> ? [] : [DiagnosticArguments[Code]]
) => void;

/** A list of diagnostics and the function that adds to it. */
export interface DiagnosticBag {
  readonly report: Report;
  /** All findings so far, in source order. */
  all(): readonly Diagnostic[];
  /** Where the errors so far are. */
  errors(): readonly Span[];
}

/** Names to choose from say nothing about what was found, and there can be many. */
const withoutLists = (_key: string, value: unknown) => (Array.isArray(value) ? undefined : value);

/**
 * Creates an empty bag. It keeps one finding of the same kind per place, and words it when someone reads it: of very many, few
 * are ever shown. With `strict`, warnings count as errors.
 */
export function createDiagnosticBag({ strict = false }: { readonly strict?: boolean } = {}): DiagnosticBag {
  const found: Diagnostic[] = [];
  const refused = new Set<string>();
  const known = new Set<string>();
  return {
    report(code, span, ...args) {
      // What YAML already refused is not refused again as a value.
      const place = `${span.start}-${span.end}`;
      const finding = `${code} ${place} ${JSON.stringify(args[0], withoutLists)}`;
      if (refused.has(place) || known.has(finding)) return;
      known.add(finding);
      if (code.startsWith('yaml/')) refused.add(place);
      found.push(worded({ code, severity: strict ? 'error' : messages[code].severity, span }, args[0]));
    },
    errors: () => found.filter(({ code }) => messages[code].severity === 'error').map(({ span }) => span),
    all: () => found.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
  };
}

function worded(finding: Pick<Diagnostic, 'code' | 'severity' | 'span'>, args: unknown): Diagnostic {
  let text: Text | undefined;
  const read = () => {
    text ??= messages[finding.code].write(args);
    return text;
  };
  return {
    ...finding,
    get message() {
      return read().message;
    },
    get help() {
      return read().help;
    },
  };
}
