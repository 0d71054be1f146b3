import { parseArgs } from 'node:util';
import { runChecks } from '../interop/report.js';
import { documents } from './documents.js';
import type { ImportOutcome } from './project.js';
import { tryDocument } from './try-document.js';
import { servers, tryServer } from './try-server.js';

/** Imports real OpenAPI documents and real MCP servers, and calls each over the other surface. */

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });

function printed({ outcome, lines }: { readonly outcome: ImportOutcome; readonly lines: readonly string[] }): void {
  const counts = new Map<string, number>();
  for (const { code } of outcome.losses) counts.set(code, (counts.get(code) ?? 0) + 1);
  const losses = [...counts].map(([code, count]) => `${code} ${count}`).join(', ');
  for (const line of [...lines, `losses: ${losses || 'none'}`]) process.stdout.write(`       ${line}\n`);
}

const wanted = <T extends { readonly name: string }>(cases: readonly T[]) =>
  cases.filter(({ name }, index) => (values.only === undefined ? !values.quick || index === 0 : name === values.only));

await runChecks(
  'import',
  Object.fromEntries([
    ...wanted(documents).map(({ file, ...rest }) => [
      `openapi ${rest.name}`,
      async () => printed(await tryDocument({ ...rest, file: file(), isWhole: rest.isWhole && !values.quick })),
    ]),
    ...wanted(servers).map((each) => [`mcp ${each.name}`, async () => printed(await tryServer(each))]),
  ]),
);
