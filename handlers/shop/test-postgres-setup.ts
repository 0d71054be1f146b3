import type { TestProject } from 'vitest/node';
import { startPostgres } from './test-postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a PostgreSQL server whose user may create databases; absent where tests run on files. */
    postgres?: string;
  }
}

/** Gives the tests the server of DIGLOT_TEST_POSTGRES, or one that lives as long as they run. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['DIGLOT_TEST_POSTGRES'];
  if (given !== undefined) {
    project.provide('postgres', given);
    return undefined;
  }
  const server = await startPostgres();
  project.provide('postgres', server.url);
  return () => server.stop();
}
