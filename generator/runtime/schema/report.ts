/** One thing that is wrong with a value. */
export interface Issue {
  /** JSON Pointer (RFC 6901) to the value at fault; for a missing or unknown property, to that property. */
  readonly pointer: string;
  /** The broken rule: a JSON Schema keyword in snake case, or `unknown_property`. */
  readonly code: string;
  /** What the value must be, for a person or a model, such as `must be a string`. Never repeats the value. */
  readonly message: string;
}

const mostIssues = 32;
const longestStep = 256;

/** Collects the issues of one value and of what lies below it. */
export class Report {
  readonly issues: Issue[];
  readonly #parent: Report | undefined;
  readonly #key: string | number;

  constructor(issues: Issue[] = [], parent?: Report, key: string | number = '') {
    this.issues = issues;
    this.#parent = parent;
    this.#key = key;
  }

  /** The report of the property or item `key`; its issues join these. */
  at(key: string | number): Report {
    return new Report(this.issues, this, key);
  }

  /** A report of the same value that keeps its issues to itself. */
  apart(): Report {
    return new Report([], this.#parent, this.#key);
  }

  /** Adds the issues of a report kept apart. */
  take(issues: readonly Issue[]): void {
    this.issues.push(...issues.slice(0, mostIssues - this.issues.length));
  }

  /** Whether there are so many issues that looking for more is pointless. */
  get full(): boolean {
    return this.issues.length >= mostIssues;
  }

  add(code: string, message: string): void {
    if (!this.full) this.issues.push({ pointer: this.pointer(), code, message });
  }

  /** The pointer to this value. It ends above a property whose name is so long that nobody would read it. */
  pointer(): string {
    const steps: string[] = [];
    for (let report: Report = this; report.#parent !== undefined; report = report.#parent)
      steps.push(String(report.#key));
    steps.reverse();
    const tooLong = steps.findIndex((step) => step.length > longestStep);
    const shown = tooLong < 0 ? steps : steps.slice(0, tooLong);
    return shown.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  }
}
