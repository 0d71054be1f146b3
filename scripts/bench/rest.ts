import { readEffort } from './effort.js';
import { startProcess } from './process.js';
import { callArguments, calledTool } from './project.js';
import { measure } from './rounds.js';
import { ratioRow, renderTable } from './table.js';
import { streamable } from './transports.js';

// A validated REST call against the same Hono route without validation: npm run bench:rest [-- --lives 5 | --quick].

// With the defaults written out, as nobody fills them in on the other side: both answer the same bytes.
const message = JSON.stringify({ ...callArguments, sort: 'relevance', offset: 0 });

const plain = () => startProcess('plain-hono', 6);
const [validated, bare, sameHeaders] = await measure(
  [
    { start: () => startProcess('diglot', 6), transport: streamable(`/tools/${calledTool}`), message },
    { start: plain, transport: streamable(`/tools/${calledTool}`), message },
    { start: plain, transport: streamable(`/headers/${calledTool}`), message },
  ],
  readEffort(),
);

const rate = (medians: { readonly perSecond: number } | undefined) => medians?.perSecond ?? Number.NaN;
const wording = { unit: '/s', target: { atLeast: 0.95 } };
const rows = [
  ratioRow({ ...wording, figure: 'POST /tools, plain Hono as baseline' }, rate(validated), rate(bare)),
  ratioRow({ ...wording, figure: 'the same, with the same headers' }, rate(validated), rate(sameHeaders)),
];
process.stdout.write(`${renderTable(rows)}\n`);
