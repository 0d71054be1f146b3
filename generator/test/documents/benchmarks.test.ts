import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What `npm run bench:peers` has put between its two marks. */
function tablesOf(file: string): string | undefined {
  return readFileSync(file, 'utf8').split('<!-- benchmarks -->')[1];
}

it('the README shows the tables of the benchmarks page, as one run has written them', () => {
  const tables = tablesOf('README.md');
  expect(tables).toBe(tablesOf('docs/benchmarks.md'));
  expect(tables).toMatch(/^\| fastmcp(?: \| \d+\.\d\d){5} \|$/m);
  expect(tables).toMatch(/Node \d+\.\d+\.\d+, \d{4}-\d\d-\d\d\./);
});
