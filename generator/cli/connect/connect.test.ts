import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generate } from '../../compiler/generate.js';
import { connectChatgpt } from './chatgpt.js';
import { connectClaudeConnector } from './claude-connector.js';
import { connectClaudeDesktop } from './claude-desktop.js';
import { connectionOf } from './connection.js';

const shop = readFileSync(new URL('../../../spec/tools.yaml', import.meta.url), 'utf8');
const authBlock = /^auth:\n(?: .*\n)+/m;
const auth0 = `auth:
  oauth2:
    issuers: [https://login.shop.example.com/]
    authorizationUrl: https://login.shop.example.com/authorize
    tokenUrl: https://login.shop.example.com/oauth/token
    audience: [https://shop.example.com]
    scopes: { Shop.Read: See products, Shop.Write: Order }
`;
const open = shop.replace(authBlock, 'auth: none\n').replace(/^ +scopes: .*\n/gm, '');

const entra = { ENTRA_TENANT_ID: 'contoso', ENTRA_CLIENT_ID: '1234' };
const deployed = { ...entra, PUBLIC_URL: 'https://shop.contoso.com/' };
const sse = 'https://shop.contoso.com/sse';

async function connection(env: Record<string, string>, text = shop, clientId?: string) {
  const generated = await generate({ path: 'spec/tools.yaml', text });
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics));
  return connectionOf(generated.spec, { folder: '/home/me/shop', env, clientId });
}

/** The values behind labels, and the text as a whole. */
function valuesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^ {2}(\S.*?) {2,}(\S.*)$/gm)].map(([, label = '', value = '']) => [label, value]),
  );
}

describe('chatgpt', () => {
  test('with Entra behind a public URL', async () => {
    const { text, notes } = connectChatgpt(await connection(deployed, shop, 'client'));
    expect(notes).toEqual([]);
    expect(valuesOf(text)).toEqual({
      'OpenAPI 3.1': 'https://shop.contoso.com/.well-known/openapi-3.1.json',
      'An importer that reads 3.0': 'https://shop.contoso.com/.well-known/openapi.json',
      'Client ID': 'client',
      'Client Secret': expect.stringContaining('Certificates & secrets'),
      'Authorization URL': 'https://login.microsoftonline.com/contoso/oauth2/v2.0/authorize',
      'Token URL': 'https://login.microsoftonline.com/contoso/oauth2/v2.0/token',
      Scope: 'api://1234/Shop.Read api://1234/Shop.Write offline_access',
      'Token Exchange Method': 'Default (POST request)',
      'Redirect URI': 'https://chatgpt.com/aip/{gpt-id}/oauth/callback',
      URL: 'https://shop.example.com/privacy',
    });
    expect(text).toContain('https://chat.openai.com/aip/{gpt-id}/oauth/callback\n');
    expect(text).toContain(`Never the MCP URL (${sse})`);
  });

  test('on a laptop, with the local issuer', async () => {
    const { text, notes } = connectChatgpt(await connection({ PORT: '4000', HOST: '0.0.0.0' }));
    expect(notes[0]).toContain('for this laptop, with the local issuer');
    expect(notes.at(-1)).toMatch(/^Warning: http:\/\/127\.0\.0\.1:4000 is not a public https URL/);
    expect(valuesOf(text)).toMatchObject({
      'OpenAPI 3.1': 'http://127.0.0.1:4000/.well-known/openapi-3.1.json',
      'Client ID': 'chatgpt',
      'Client Secret': expect.stringContaining('.data/issuer-4000/keys.json'),
      'Authorization URL': 'http://127.0.0.1:4001/authorize',
      'Token URL': 'http://127.0.0.1:4001/token',
      Scope: 'Shop.Read Shop.Write offline_access',
    });
    expect(text).not.toContain('{gpt-id}');
  });

  test('with another issuer, whose client the spec does not name', async () => {
    const { text } = connectChatgpt(
      await connection({}, shop.replace(authBlock, auth0).replace(/^allow:\n .*\n/m, '')),
    );
    expect(valuesOf(text)).toMatchObject({
      'Client ID': expect.stringContaining('from the issuer'),
      'Token URL': 'https://login.shop.example.com/oauth/token',
      Scope: 'Shop.Read Shop.Write offline_access',
    });
    expect(text).not.toContain('Entra');
  });

  test.each([undefined, '1234'])('with the API as the client (%s)', async (clientId) => {
    const { text, notes } = connectChatgpt(await connection(deployed, shop, clientId));
    expect(valuesOf(text)).toMatchObject({ 'Client ID': '1234' });
    expect(notes).toEqual([expect.stringContaining('AADSTS90009'), expect.stringContaining('--client-id <id>')]);
    const desktop = connectClaudeDesktop(await connection(deployed, shop, clientId));
    expect(desktop.notes.slice(-2)).toEqual(notes);
  });

  test('where nobody signs in, and without a privacy policy', async () => {
    const spec = open.replace(/^ +privacyUrl: .*\n/m, '').replace(/^allow:\n .*\n/m, '');
    const { text } = connectChatgpt(await connection({ PUBLIC_URL: 'https://shop.contoso.com' }, spec));
    expect(valuesOf(text)).toMatchObject({ 'Authentication type': 'None' });
    expect(text).not.toMatch(/Scope|Privacy/);
  });

  const warning = /^Warning: .* is not a public https URL/;

  test.each([
    ['https://shop.contoso.com', undefined],
    ['https://shop.contoso.com/v1', undefined],
    ['http://shop.contoso.com', warning],
    ['https://shop.contoso.com:8443', warning],
    ['https://localhost', warning],
    ['https://10.0.0.1', warning],
    ['https://[::1]', warning],
    ['https://shop.local', warning],
    ['', /^PUBLIC_URL is not set: https:\/\/shop\.example\.com is server\.url/],
  ])('PUBLIC_URL=%s', async (url, want) => {
    const { notes } = connectChatgpt(await connection({ ...entra, PUBLIC_URL: url }, shop, 'client'));
    expect(notes).toEqual(want === undefined ? [] : [expect.stringMatching(want)]);
  });
});

describe('claude-connector', () => {
  test('with Entra behind a public URL', async () => {
    const { text, notes } = connectClaudeConnector(await connection(deployed, shop, 'client'));
    expect(notes).toEqual([]);
    expect(valuesOf(text)).toEqual({
      Name: 'Corner Shop',
      URL: sse,
      'OAuth Client ID': 'client',
      'OAuth Client Secret': expect.stringContaining('Certificates & secrets'),
      'Client: Redirect URI (Web)': 'https://claude.ai/api/mcp/auth_callback',
      'API: Application ID URI': sse,
      'Scopes, as advertised': 'api://1234/Shop.Read api://1234/Shop.Write',
    });
    expect(text).toContain('AADSTS9010010');
    expect(text).toContain(`scopePrefix: ${sse}/`);
  });

  test('scopes that begin with the MCP URL need no advice', async () => {
    const spec = shop.replace('scopePrefix: api://{client}/', `scopePrefix: ${sse}/`).replace(/^allow:\n .*\n/m, '');
    const { text } = connectClaudeConnector(await connection(deployed, spec));
    expect(valuesOf(text)).toMatchObject({ 'Scopes, as advertised': `${sse}/Shop.Read ${sse}/Shop.Write` });
    expect(text).not.toContain('scopePrefix');
  });

  test('on a laptop', async () => {
    const { text, notes } = connectClaudeConnector(await connection({}));
    expect(valuesOf(text)).toMatchObject({
      URL: 'http://127.0.0.1:3001/sse',
      'Advanced settings': expect.stringContaining('registers itself'),
    });
    expect(notes.at(-1)).toContain('Claude calls from its own cloud');
  });
});

describe('claude-desktop', () => {
  const entryOf = (text: string) => JSON.parse(text).mcpServers.cornershop;

  test('bridges to a public server with Entra', async () => {
    const { text, notes } = connectClaudeDesktop(await connection(deployed, shop, 'client'));
    expect(entryOf(text)).toEqual({
      command: 'npx',
      args: [
        ...['-y', 'mcp-remote@0.15.1', sse],
        ...['--static-oauth-client-info', '{"client_id":"client"}', '--disable-resource-parameter'],
      ],
    });
    expect(notes.join('\n')).toMatch(/macOS .*Windows .*http:\/\/localhost\/oauth\/callback/s);
  });

  test.each([
    ['a local issuer', shop],
    ['no sign-in', open.replace(/^allow:\n .*\n/m, '')],
  ])('bridges to a public server with %s', async (_title, spec) => {
    const { text } = connectClaudeDesktop(await connection({ PUBLIC_URL: 'https://shop.contoso.com' }, spec));
    expect(entryOf(text)).toEqual({ command: 'npx', args: ['-y', 'mcp-remote@0.15.1', sse] });
  });

  const args = [expect.stringMatching(/^\/.*\/bin\/diglot\.js$/), 'stdio', '--root', '/home/me/shop'];

  test('starts the project, with what it needs of the environment', async () => {
    const { text } = connectClaudeDesktop(await connection({ DATABASE_URL: 'file:other.db', HOME: '/home/me' }));
    expect(entryOf(text)).toEqual({ command: process.execPath, args, env: { DATABASE_URL: 'file:other.db' } });
  });

  test('starts the project with Entra, and prints neither tokens nor passwords', async () => {
    const env = { ...entra, DIGLOT_TOKEN: 'secret', DATABASE_URL: 'postgres://shop:secret@db/shop' };
    const { text, notes } = connectClaudeDesktop(await connection(env));
    expect(entryOf(text)).toMatchObject({ args, env: { ...entra, DIGLOT_TOKEN: '<access token>' } });
    expect(text + notes.join('\n')).not.toContain('secret');
    expect(notes.at(-1)).toContain('Add DATABASE_URL');
  });
});

describe('what is missing is one line', () => {
  test.each([
    [{ ENTRA_TENANT_ID: 'contoso' }, 'Set ENTRA_CLIENT_ID: without a value nobody can sign in.'],
    [{ NODE_ENV: 'production' }, 'Set ENTRA_TENANT_ID and ENTRA_CLIENT_ID: without a value nobody can sign in.'],
    [{ PUBLIC_URL: 'shop.contoso.com' }, /^PUBLIC_URL must be an http or https URL/],
    [
      { PUBLIC_URL: 'https://:swordfish@shop.contoso.com' },
      /^PUBLIC_URL must have no user name and no password(?!.*sword)/,
    ],
    [{ ...entra, ENTRA_TENANT_ID: 'contoso\n' }, /^ENTRA_TENANT_ID must have no blanks/],
    [{ PORT: 'eighty' }, /^PORT must be a number/],
    [{ PORT: '0' }, /^Set PORT to the port that the server listens on/],
  ])('%j', async (env: Record<string, string>, want) => {
    await expect(connection(env)).rejects.toThrow(want);
  });

  test('an ephemeral port does not matter behind a public URL with a real issuer', async () => {
    await expect(connection({ ...deployed, PORT: '0' })).resolves.toMatchObject({
      baseUrl: 'https://shop.contoso.com',
    });
  });
});
