import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { accepts } from '../../generator/test/services/ports.js';

/** A balancer in front of some ports of loopback, each in its turn. */
export interface Balancer {
  readonly url: string;
  /** What it has complained of first, but for ports where nobody listened. */
  complaints(): readonly string[];
  stop(): Promise<void>;
}

const startWithinMs = 10_000;
const mostComplaints = 200;

/** Starts nginx from a folder of its own, as docs/deploy/nginx.conf has it, on `port`. */
export async function startNginx(port: number, upstreams: readonly number[]): Promise<Balancer> {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-nginx-'));
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, upstreams));
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: string[] = [];
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.split('\n').filter((line) => line !== '' && !line.includes('Connection refused'));
    complaints.push(...lines.slice(0, mostComplaints - complaints.length));
  });
  const deadline = performance.now() + startWithinMs;
  while (!(await accepts(port))) {
    if (failure !== undefined || child.exitCode !== null || performance.now() > deadline)
      throw new Error(`nginx does not answer: ${failure?.message ?? complaints.join('\n')}`);
    await later(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    complaints: () => complaints,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** docs/deploy/nginx.conf with these addresses, and what nginx needs around it to run from a folder. */
function configuration(folder: string, port: number, upstreams: readonly number[]): string {
  const documented = readFileSync('docs/deploy/nginx.conf', 'utf8');
  const served = upstreams.reduce(
    (text, upstream, index) => replaced(text, `shop-${index + 1}:3001`, `127.0.0.1:${upstream}`),
    replaced(documented, 'listen 80;', `listen 127.0.0.1:${port};`),
  );
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr error;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 4096; }
http {
access_log off;
${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n')}
${served}
}
`;
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`docs/deploy/nginx.conf has no '${from}'`);
  return text.replace(from, to);
}
