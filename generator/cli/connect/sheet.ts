/** What a command prints: `text` on stdout to be pasted, `notes` on stderr for the person who pastes. */
export interface Printout {
  readonly text: string;
  readonly notes: readonly string[];
}

/** A form or a place in a console: labels with the values that go there, and what to know about them. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly remarks?: readonly string[];
}

/** Sections as text, all values in one column. */
export function sheet(title: string, sections: readonly Section[]): string {
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(([label]) => label.length))) + 2;
  const blocks = sections.map(({ heading, rows, remarks = [] }) => [
    '',
    heading,
    ...rows.map(([label, value]) => `  ${label.padEnd(width)}${value}`),
    ...remarks.map((remark) => `  ${remark}`),
  ]);
  return `${[title, ...blocks.flat()].join('\n')}\n`;
}
