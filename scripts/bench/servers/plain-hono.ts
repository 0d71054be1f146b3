import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { createProject } from '../project.js';
import { noContext } from './no-context.js';
import { report } from './report.js';

// What a person writes by hand who checks nothing: parse, the same handler, stringify. /headers/ adds the headers of our answers.

const { tools } = createProject(Number(process.argv[2] ?? 6));
const app = new Hono();

const resultHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

for (const tool of Object.values(tools)) {
  const run = async (c: Context) => tool.run(await c.req.json(), noContext);
  app.post(`/tools/${tool.name}`, async (c) => c.json(await run(c)));
  app.post(`/headers/${tool.name}`, async (c) =>
    c.json(await run(c), 200, { ...resultHeaders, 'x-request-id': crypto.randomUUID() }),
  );
}

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => report({ port }));
