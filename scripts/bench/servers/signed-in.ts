import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProject } from '../project.js';
import { report } from './report.js';
import { startProject } from './start-project.js';

// The real server with sign-in, an issuer that it asks for its keys once, and a token of Entra's shape for the load.

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig' }];
const issuer = createServer((request, response) => {
  response.end(JSON.stringify(request.url === '/keys' ? { keys } : { issuer: url, jwks_uri: `${url}/keys` }));
});
await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;

const now = Math.floor(Date.now() / 1000);
const token = signed({
  ver: '2.0',
  iss: url,
  aud: '5f0c1a52-7a3e-4f0b-9c1f-3d2b1a0e9d8c',
  iat: now,
  nbf: now,
  exp: now + 3600,
  tid: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  oid: '11111111-2222-3333-4444-555555555555',
  sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ',
  azp: '9f8e7d6c-5b4a-3928-1706-f5e4d3c2b1a0',
  name: 'Ada Lovelace',
  scp: 'Products.Read Cart.Write',
});

function signed(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part({ alg: 'RS256', typ: 'JWT', kid: 'bench' })}.${part(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
}

const audience = ['5f0c1a52-7a3e-4f0b-9c1f-3d2b1a0e9d8c'];
const project = createProject(Number(process.argv[2] ?? 6), { issuer: url, audience });
report({ port: await startProject(project), token });
