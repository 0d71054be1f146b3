import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { accepts } from '../../generator/test/services/ports.js';

/** A balancer in front of some ports of loopback, each in its turn. */
export interface Balancer {
  readonly url: string;
  /** The last that it has complained of, but for ports where nobody listened. */
  complaints(): readonly string[];
  stop(): Promise<void>;
}

const startWithinMs = 10_000;

/** Starts nginx from a folder of its own, as docs/deploy/nginx.md has it, on `port`. */
export async function startNginx(port: number, upstreams: readonly number[]): Promise<Balancer> {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-nginx-'));
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, upstreams));
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-10_000);
  });
  const deadline = performance.now() + startWithinMs;
  while (!(await accepts(port))) {
    if (failure !== undefined || child.exitCode !== null || performance.now() > deadline)
      throw new Error(`nginx does not answer: ${failure?.message ?? printed}`);
    await later(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    complaints: () => printed.split('\n').filter((line) => line !== '' && !line.includes('Connection refused')),
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

function configuration(folder: string, port: number, upstreams: readonly number[]): string {
  const servers = upstreams.map((upstream) => `server 127.0.0.1:${upstream} max_fails=0;`);
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr error;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 4096; }
http {
  access_log off;
  ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
  upstream shop {
    ${servers.join('\n    ')}
    keepalive 32;
  }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 2m;
    location / {
      proxy_pass http://shop;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_buffering off;
      proxy_next_upstream error timeout http_503;
      proxy_connect_timeout 2s;
      proxy_read_timeout 60s;
    }
  }
}
`;
}
