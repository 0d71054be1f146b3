/** One figure beside what it is held against. */
export interface Row {
  readonly figure: string;
  readonly measured: string;
  readonly baseline: string;
  readonly ratio: string;
  readonly target: string;
  /** Absent where nothing is asked of the figure. */
  readonly met?: boolean;
}

const titles = { figure: 'figure', measured: 'measured', baseline: 'baseline', ratio: 'ratio', target: 'target' };

/** The rows in columns. */
export function renderTable(rows: readonly Row[]): string {
  const lines = [
    [...Object.values(titles), 'verdict'],
    ...rows.map(({ figure, measured, baseline, ratio, target, met }) => [
      ...[figure, measured, baseline, ratio, target],
      met === undefined ? '' : met ? 'met' : 'NOT MET',
    ]),
  ];
  const widths = Object.keys(titles).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

/** A row of two numbers whose ratio has to reach `atLeast`, or must not be over `atMost`, or is but shown. */
export function ratioRow(
  { figure, unit, target }: { readonly figure: string; readonly unit: string; readonly target?: Target },
  measured: number,
  baseline: number,
): Row {
  const ratio = measured / baseline;
  const plain = { figure, measured: amount(measured, unit), baseline: amount(baseline, unit), ratio: ratio.toFixed(2) };
  if (target === undefined) return { ...plain, target: '' };
  const met = target.atLeast === undefined ? ratio <= target.atMost : ratio >= target.atLeast;
  return {
    ...plain,
    target: target.atLeast === undefined ? `<= ${target.atMost}` : `>= ${target.atLeast}`,
    met,
  };
}

/** A row of one number that has a limit of its own. */
export function limitRow(
  figure: string,
  measured: number,
  { unit, limit }: { readonly unit: string; readonly limit: number },
): Row {
  const met = measured <= limit;
  return {
    figure,
    measured: amount(measured, unit),
    baseline: '',
    ratio: '',
    target: `<= ${amount(limit, unit)}`,
    met,
  };
}

/** A row of one finding: a failure that is only shown, or whether what was asked for is so. */
export function infoRow(figure: string, measured: string, met?: boolean): Row {
  return { figure, measured, baseline: '', ratio: '', target: '', ...(met !== undefined && { met }) };
}

type Target =
  | { readonly atLeast: number; readonly atMost?: undefined }
  | { readonly atMost: number; readonly atLeast?: undefined };

function amount(value: number, unit: string): string {
  return `${value.toFixed(Math.abs(value) < 10 ? 2 : 0)} ${unit}`;
}
