import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from 'diglot/node';
import type { Project } from '../project.js';

/** Starts the real server, as a project's own entry does: its documents lie in generated/. Gives the port. */
export async function startProject({ documents, ...project }: Project): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-bench-'));
  process.chdir(folder);
  mkdirSync('generated');
  const files = {
    'openapi.json': documents.openapi,
    'openapi-3.1.json': documents.openapi31,
    'ai-plugin.json': documents.plugin,
    'mcp.json': documents.mcp,
  };
  for (const [name, document] of Object.entries(files))
    writeFileSync(join('generated', name), JSON.stringify(document));
  const app = { close: async () => {} };
  const env = { PORT: process.env['PORT'] ?? '0', LOG_LEVEL: 'warn' };
  const { url } = await startServer({ ...project, app, env });
  rmSync(folder, { recursive: true });
  return Number(new URL(url).port);
}
