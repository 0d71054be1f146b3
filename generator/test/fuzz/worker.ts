import { readFileSync } from 'node:fs';
import { readCorpus } from './corpus.js';
import { examine } from './examine.js';
import type { Task } from './pool.js';
import { specOf } from './spec-of.js';

/** A process that examines one spec after the other as its parent asks. */

const corpus = readCorpus();

process.on('message', async (task: Task) => {
  const text = 'file' in task ? readFileSync(task.file, 'utf8') : specOf(corpus, task);
  process.send?.(await examine(text));
});
process.send?.('ready');
