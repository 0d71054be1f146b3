/**
 * Ends with exit code 1 and the reason on stderr. A plain Error was thrown to tell the reader something; any other kind
 * is a bug, and its stack says where.
 */
export function fail(error: unknown): undefined {
  const isBug = error instanceof Error && error.name !== 'Error';
  const text = error instanceof Error ? (isBug ? error.stack : error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
