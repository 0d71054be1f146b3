import { fileURLToPath } from 'node:url';
import { runDev } from 'diglot/node';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

await runDev({
  server: path('serve.ts'),
  generate: [path('../generator/cli/main.ts'), 'generate', '--watch'],
  sources: ['handlers', 'generated', 'scripts'].map((folder) => path(`../${folder}`)),
});
