import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Preloaded into a process: kills it before the change of the file system that DIGLOT_KILL names (`before:3`), or in the
// middle of a file (`half:3`). Without one it says which changes there were.

const [mode, at] = (process.env['DIGLOT_KILL'] ?? 'list:0').split(':');
const changes = [];

function die() {
  process.kill(process.pid, 'SIGKILL');
  // Another thread may be the one to hear it first.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

for (const name of ['writeFileSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    changes.push(name);
    if (changes.length === Number(at)) {
      const bytes = mode === 'half' ? Buffer.from(args[1]) : undefined;
      if (bytes !== undefined) real(args[0], bytes.subarray(0, bytes.length / 2));
      die();
    }
    return real(...args);
  };
}
syncBuiltinESMExports();
if (mode === 'list') process.on('exit', () => process.stdout.write(JSON.stringify(changes)));
