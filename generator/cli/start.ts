import { resolve } from 'node:path';
import { unchangedRun } from './unchanged.js';

// `diglot generate` where nothing has changed is answered before anything is loaded. Any other way to call goes on as usual.
const [command, ...options] = process.argv.slice(2);
const isQuiet = options.length === 1 && options[0] === '--quiet';
const isPlain = command === 'generate' && (options.length === 0 || isQuiet);
// From source, diglot itself may have changed in any of its files.
const printed = isPlain && import.meta.url.endsWith('.js') ? unchangedRun(resolve('.')) : undefined;
if (printed === undefined) await import('./main.js');
else {
  process.stderr.write(isQuiet ? printed.quietFindings : printed.findings);
  if (!isQuiet) process.stdout.write(printed.report);
}
