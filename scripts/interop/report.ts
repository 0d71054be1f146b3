/** Runs checks one after the other, with a line for each; sets the exit code. */
export async function runChecks(title: string, checks: Readonly<Record<string, () => Promise<void>>>): Promise<void> {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const began = Date.now();
    const problem = await check().then(
      () => undefined,
      (error: unknown) => error ?? 'rejected',
    );
    if (problem !== undefined) failed += 1;
    process.stdout.write(
      `${problem === undefined ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`,
    );
    if (problem !== undefined)
      process.stdout.write(`${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`);
  }
  process.stdout.write(`${title}: ${Object.keys(checks).length - failed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
