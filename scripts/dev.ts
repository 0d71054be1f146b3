import { spawnSync } from 'node:child_process';

// Run under `tsx watch`: generates, then serves; a broken spec shows its errors and waits for the next save.
const { status } = spawnSync('npm', ['run', '--silent', 'generate', '--', '--quiet'], { stdio: 'inherit' });
if (status === 0) await import('./serve.js');
else process.exitCode = status ?? 1;
