/** The entry points of a project, by path. The reference shop has the same; a test holds the two to each other. */
export const scripts = {
  'scripts/serve.ts': `import { runServer } from 'diglot/node';
import { router } from '../generated/router.js';
import { service, tools } from '../generated/tools.js';
import { createApp } from '../handlers/app.js';

await runServer({ service, tools, router, createApp });
`,

  'scripts/stdio.ts': `import { runStdio } from 'diglot/node';

// The project is imported only when stdout is reserved for messages.
await runStdio(async () => {
  const { service, tools } = await import('../generated/tools.js');
  const { router } = await import('../generated/router.js');
  const { createApp } = await import('../handlers/app.js');
  return { service, tools, router, createApp };
});
`,

  'scripts/dev.ts': `import { fileURLToPath } from 'node:url';
import { runDev } from 'diglot/node';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

await runDev({
  server: path('serve.ts'),
  sources: ['handlers', 'generated', 'scripts'].map((folder) => path(\`../\${folder}\`)),
});
`,
} as const;
