import { fileURLToPath } from 'node:url';
import { runDev } from 'diglot/node';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

await runDev({
  server: path('serve.ts'),
  sources: ['handlers', 'generated', 'scripts'].map((folder) => path(`../${folder}`)),
});
