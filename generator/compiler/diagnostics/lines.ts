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
      return { line: low + 1, column: codePoints(text, startOf(low), offset) + 1 };
    },
  };
}

/** How many code points a stretch has, without copying it: it can be as long as the text. */
function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
}
