/** A source to take lines from. */
export interface Lines {
  readonly path: string;
  readonly text: string;
}

/** One-based, columns in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the line of many offsets into one text cheaply. */
export interface LineTable extends Lines {
  positionAt(offset: number): Position;
  /** The text of a one-based line, without its break. */
  line(number: number): string;
}

/** Reads where the lines of a text begin. */
export function lineTable({ path, text }: Lines): LineTable {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (index: number) => starts[index] ?? 0;
  return {
    path,
    text,
    positionAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (startOf(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: [...text.slice(startOf(low), offset)].length + 1 };
    },
    line: (number) => text.slice(startOf(number - 1), (starts[number] ?? text.length + 1) - 1).replace(/\r$/, ''),
  };
}
