import { appendFileSync } from 'node:fs';
import module from 'node:module';

// node --import trace.mjs: writes the address of every module that the process loads to the file that LOADED names.
// ECMAScript modules pass hooks, in a thread of their own; what CommonJS has required is in its cache at the end.

const file = process.env['LOADED'] ?? '';
const hooks = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(file)}, url + '\\n');
  return next(url, context);
}`;
module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);

process.on('exit', () => {
  for (const path of Object.keys(module._cache)) appendFileSync(file, `file://${path}\n`);
});
