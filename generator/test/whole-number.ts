/** An option's text as a whole number; ends the process with a message when it is none. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  process.stderr.write(`Not a whole number: ${text}\n`);
  process.exit(1);
}
