import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEffort } from './effort.js';
import { fullRun, heyApiRun, peerRuns } from './generate/contenders.js';
import { measure } from './generate/measure.js';
import { installPeers } from './generate/peers.js';
import { createProject, repository } from './generate/project.js';
import { run } from './generate/run.js';
import { measureServers } from './peer-servers.js';
import { type Generated, renderBenchmarks } from './peer-tables.js';

// diglot beside other libraries, into docs/benchmarks.md and README.md: npm run bench:peers [-- --lives 5 | --quick].

const mark = '<!-- benchmarks -->';
const effort = readEffort();
const say = (text: string): void => void process.stderr.write(`${text}\n`);

installPeers();
say('Measuring servers ...');
const servers = await measureServers(effort);
const generated: Generated[] = [];
for (const tools of [6, 100]) {
  say(`Measuring generators, ${tools} tools ...`);
  generated.push({ tools, results: await generateTimes(tools) });
}
const text = renderBenchmarks(servers, generated);
process.stdout.write(`${text}\n`);
// A quick look is too short to be shown to anybody.
if (!effort.quick) for (const file of ['docs/benchmarks.md', 'README.md']) rewrite(join(repository, file));

async function generateTimes(tools: number): Promise<Generated['results']> {
  const project = createProject(tools);
  try {
    const full = fullRun(project);
    await run(full.args, project.folder);
    project.keepDocument();
    const contenders = [full, ...peerRuns, heyApiRun];
    const results = await measure(contenders, project.folder, effort.lives);
    for (const [{ name }, result] of results) if ('failed' in result) say(`${name} failed: ${result.failed}`);
    return new Map([...results].map(([{ name }, result]) => [name, result]));
  } finally {
    project.remove();
  }
}

/** Puts the tables between the two marks of a file. */
function rewrite(file: string): void {
  const parts = readFileSync(file, 'utf8').split(mark);
  if (parts.length !== 3) say(`${file} was left as it is: it has not two lines ${mark}.`);
  else writeFileSync(file, [parts[0], `\n\n${text}\n\n`, parts[2]].join(mark));
}
