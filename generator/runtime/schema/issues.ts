/** One thing wrong with a value. */
export interface Issue {
  /** JSON Pointer (RFC 6901) to the value at fault; for a missing or unknown property, to that property. */
  readonly pointer: string;
  /** The rule that is broken, such as `type` or `max_length`. */
  readonly code: string;
  /** What the value must be, for a person or a model. Never repeats the value. */
  readonly message: string;
}

/** The way from the root to a value, newest step first. Built only as containers are entered. */
export interface Path {
  readonly parent: Path | undefined;
  readonly key: string | number;
}

const mostIssues = 32;
const longestKey = 64;

/** Collects issues; undefined in its place means that only the verdict is wanted. */
export class Issues {
  readonly list: Issue[] = [];

  add(path: Path | undefined, code: string, message: string): void {
    if (this.list.length < mostIssues) this.list.push({ pointer: pointerOf(path), code, message });
  }
}

/** RFC 6901 text of a path. Keys that a hostile sender made long are cut. */
export function pointerOf(path: Path | undefined): string {
  const steps: string[] = [];
  for (let step = path; step !== undefined; step = step.parent) {
    steps.push(String(step.key).slice(0, longestKey).replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return steps.length === 0 ? '' : `/${steps.reverse().join('/')}`;
}
