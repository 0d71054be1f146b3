import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestIssuer, tenant } from '../../testing/issuer.js';
import { repository } from '../project.js';
import { freePort } from '../services/ports.js';
import { createAuthority } from './certificates.js';
import { json } from './patient.js';

/** The shop as it is deployed: its own process, PUBLIC_URL, Entra ID as the issuer, TLS in front of both. */
export interface PublicShop {
  readonly url: string;
  /** What a process needs to reach it by its public name. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of Node for the same. */
  readonly preload: readonly string[];
  readonly token: string;
  close(): Promise<void>;
}

const client = '22222222-2222-2222-2222-222222222222';
const shopHost = 'shop.contoso.com';
const issuerHost = 'login.microsoftonline.com';
const fromSource = ['--import', import.meta.resolve('tsx'), '--conditions=diglot-source'];

/** Starts the shop, an issuer in the shape of Entra's, and the proxy that ends TLS for their public names. */
export async function startPublicShop(): Promise<PublicShop> {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-doctor-'));
  symlinkSync(join(repository, 'generated'), join(folder, 'generated'));
  const authority = createAuthority();
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  const issuer = await createTestIssuer(`https://${issuerHost}/${tenant}`);
  const port = await freePort();
  const url = `https://${shopHost}`;
  const proxy = createServer(authority.issue(shopHost, issuerHost), (request, response) => {
    if (request.headers.host === shopHost) forward(request, response, port);
    else void answerAsEntra(request, response, issuer.origin);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const env = {
    DIGLOT_TEST_HOSTS: `${shopHost},${issuerHost}`,
    DIGLOT_TEST_PROXY: String((proxy.address() as AddressInfo).port),
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
  };
  const preload = ['--import', new URL('./names-hook.mjs', import.meta.url).href, ...fromSource];
  const child = spawn(process.execPath, [...preload, join(repository, 'scripts/serve.ts')], {
    cwd: folder,
    env: {
      ...process.env,
      ...env,
      ...{ PORT: String(port), PUBLIC_URL: url, ENTRA_TENANT_ID: tenant, ENTRA_CLIENT_ID: client },
      ...{ DATABASE_URL: 'file:shop.db', LOG_LEVEL: 'error' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    url,
    env,
    preload,
    token: await issuer.mint({ aud: client, scp: 'Shop.Read Shop.Write' }),
    close: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      proxy.closeAllConnections();
      proxy.close();
      await issuer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function forward(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = request;
  const onward = send({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  response.on('close', () => onward.destroy());
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

/** The test's issuer under the paths of Entra, with endpoints in its metadata, and without what Entra's lacks too. */
async function answerAsEntra(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const path = (request.url ?? '').replace(`/${tenant}`, '');
  const answer = await fetch(origin + path);
  const found = await answer.json();
  const endpoints = {
    authorization_endpoint: `https://${issuerHost}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `https://${issuerHost}/${tenant}/oauth2/v2.0/token`,
  };
  json(response, answer.status, { ...found, ...(path.includes('openid-configuration') && endpoints) });
}
