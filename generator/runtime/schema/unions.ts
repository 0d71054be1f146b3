import { type Check, fail } from './check.js';
import type { Issue, Report } from './report.js';

/** The check of `anyOf`: at least one branch accepts the value. */
export function anyOfCheck(branches: readonly Check[]): Check {
  return (value, report) => {
    for (const branch of branches) if (branch(value, undefined)) return true;
    return noBranch('any_of', branches, value, report);
  };
}

/** The check of `oneOf`: exactly one branch accepts the value. */
export function oneOfCheck(branches: readonly Check[]): Check {
  return (value, report) => {
    let matches = 0;
    for (const branch of branches) if (branch(value, undefined)) matches++;
    if (matches === 1) return true;
    if (matches === 0) return noBranch('one_of', branches, value, report);
    return fail(
      report,
      'one_of',
      `must match only one of the ${branches.length} allowed forms, but matches ${matches}`,
    );
  };
}

/** Reports why the branch that was meant refuses the value, or where that is not clear that none accepts it. */
function noBranch(code: string, branches: readonly Check[], value: unknown, report: Report | undefined): false {
  if (report === undefined) return false;
  const meant = branches
    .map((branch) => issuesOf(branch, value, report))
    .filter((issues) => !isOtherForm(issues, report));
  const [only, another] = meant;
  if (only === undefined || another !== undefined) {
    return fail(report, code, `must match one of the ${branches.length} allowed forms`);
  }
  report.take(only);
  return false;
}

function issuesOf(branch: Check, value: unknown, report: Report): readonly Issue[] {
  const apart = report.apart();
  branch(value, apart);
  return apart.issues;
}

/** Whether a branch is for values of another type, or for objects with another constant in one of their properties. */
function isOtherForm(issues: readonly Issue[], report: Report): boolean {
  const here = report.pointer();
  return issues.some(({ pointer, code }) => {
    if (code === 'const') return pointer.lastIndexOf('/') <= here.length;
    return pointer === here && (code === 'type' || code === 'enum');
  });
}
