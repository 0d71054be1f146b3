import { runStdio } from 'diglot/node';

// The project is imported only when stdout is reserved for messages.
await runStdio(async () => {
  const { service, tools } = await import('../generated/tools.js');
  const { router } = await import('../generated/router.js');
  const { createApp } = await import('../handlers/app.js');
  return { service, tools, router, createApp };
});
