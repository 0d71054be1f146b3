// Loaded before a program that is measured: the most memory it took, in KiB, goes to file descriptor 3 when it ends.

const { writeSync } = process.getBuiltinModule('node:fs');
const { isMainThread } = process.getBuiltinModule('node:worker_threads');

if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
