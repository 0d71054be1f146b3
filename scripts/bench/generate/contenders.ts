import { join } from 'node:path';
import { document, type Project, repository } from './project.js';

/** A program to measure, and what is done before each of its runs, outside of the time. */
export interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  readonly before?: () => void;
}

const diglot = [join(repository, 'generator/bin/diglot.js'), 'generate'];
const peers = join(repository, 'scripts/bench/peers/node_modules');

/** Everything anew, as in a fresh clone. */
export const fullRun = (project: Project): Contender => ({ name: 'diglot', args: diglot, before: project.clean });

/** Everything written anew, with what earlier runs kept. */
export const keptRun = (project: Project): Contender => ({
  name: 'diglot, kept types',
  args: diglot,
  before: project.cleanOutput,
});

/** Nothing to do. */
export const idleRun: Contender = { name: 'diglot, no change', args: diglot };

/** What the processes of all others take at least. */
export const emptyRun: Contender = { name: 'node -e 0', args: ['-e', '0'] };

/** openapi-typescript's own command, types alone. */
export const typesRun: Contender = {
  name: 'openapi-typescript',
  args: [join(repository, 'node_modules/openapi-typescript/bin/cli.js'), document, '-o', '.peers/types.ts'],
};

/** The TypeScript compiler over what was generated. */
export const compileRun: Contender = {
  name: 'tsc --noEmit',
  args: [join(repository, 'node_modules/typescript/bin/tsc'), '--noEmit'],
};

/** The other generators; each writes an MCP server from the document. */
export const peerRuns: readonly Contender[] = [
  {
    name: 'orval',
    args: [join(peers, 'orval/dist/bin/orval.js'), '-i', document, '-o', '.peers/orval/tools.ts', '--client', 'mcp'],
  },
  {
    name: 'openapi-mcp-generator',
    args: [
      join(peers, 'openapi-mcp-generator/bin/openapi-mcp-generator.js'),
      '-i',
      document,
      '-o',
      '.peers/mcp',
      '--force',
    ],
  },
];

/** A generator that makes types and a client, no server. */
export const heyApiRun: Contender = {
  name: '@hey-api/openapi-ts',
  args: [join(peers, '@hey-api/openapi-ts/bin/run.js'), '-i', document, '-o', '.peers/hey-api'],
};
