import { fileURLToPath } from 'node:url';
import { mcpRemote } from '../../node/mcp-remote.js';
import { type Connection, clientWarnings } from './connection.js';
import type { Printout } from './sheet.js';

/** How Claude Desktop starts a server: it knows local commands only and leaves out entries with a URL. */
interface LocalCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The JSON of claude_desktop_config.json: mcp-remote to a public https server, else the project itself over stdio. */
export function connectClaudeDesktop(connection: Connection): Printout {
  const { spec, publicUrl } = connection;
  const { server, notes } = publicUrl?.startsWith('https:') ? remote(connection) : stdio(connection);
  const config = { mcpServers: { [spec.plugin.nameForModel]: server } };
  return { text: `${JSON.stringify(config, null, 2)}\n`, notes: [...whereTo, ...notes] };
}

const noIssuer = 'No issuer is configured:';
const whereTo = [
  'Claude Desktop: merge this into claude_desktop_config.json (Settings > Developer > Edit Config), then restart it.',
  '  macOS    ~/Library/Application Support/Claude/claude_desktop_config.json',
  '  Windows  %APPDATA%\\Claude\\claude_desktop_config.json',
];

interface Entry {
  readonly server: LocalCommand;
  readonly notes: readonly string[];
}

/** A public client with PKCE: mcp-remote on someone's machine can keep no secret. */
function remote({ urls, signIn }: Connection): Entry {
  const args = ['-y', mcpRemote, urls.mcp];
  // A client without an id registers itself.
  if (signIn?.clientId === undefined || signIn.issuer === 'local') {
    const notes = signIn?.issuer === 'local' ? [`${noIssuer} one can sign in only where the server runs.`] : [];
    return { server: { command: 'npx', args }, notes };
  }
  const client = ['--static-oauth-client-info', JSON.stringify({ client_id: signIn.clientId })];
  if (signIn.issuer === 'other') {
    return {
      server: { command: 'npx', args: [...args, ...client] },
      notes: ['Register http://localhost/oauth/callback with the issuer as the redirect URI of a public client.'],
    };
  }
  return {
    server: { command: 'npx', args: [...args, ...client, '--disable-resource-parameter'] },
    notes: [
      'Entra > App registrations > Authentication, platform Mobile and desktop applications: register',
      '  http://localhost/oauth/callback',
      'The port that mcp-remote adds does not matter there, and no secret is needed.',
      ...clientWarnings(signIn),
    ],
  };
}

/** What of the environment the started server needs; a client passes on little of its own. */
const passedOn = ['PUBLIC_URL', 'LOG_LEVEL'];

function stdio({ spec, env, folder, signIn }: Connection): Entry {
  const isIssued = signIn !== undefined && signIn.issuer !== 'local';
  const variables = isIssued && spec.auth.kind === 'oauth2' ? Object.values(spec.auth.variables) : [];
  const database = env['DATABASE_URL'];
  const isFile = database?.startsWith('file:') === true;
  const names = [...variables, ...passedOn, ...(isFile ? ['DATABASE_URL'] : [])];
  const set = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const all = { ...set, ...(isIssued && { DIGLOT_TOKEN: '<access token>' }) };
  return {
    server: {
      command: process.execPath,
      args: [program, 'stdio', '--root', folder],
      ...(Object.keys(all).length > 0 && { env: all }),
    },
    notes: [
      'It starts this project itself; no server has to run.',
      isIssued
        ? 'Over stdio there is no sign-in: put an access token where DIGLOT_TOKEN says so, or set PUBLIC_URL to the https server.'
        : signIn === undefined
          ? 'Nobody signs in.'
          : `${noIssuer} it acts as the local user demo, whose state is that of npm start on this laptop.`,
      ...(database && !isFile ? ['Add DATABASE_URL to env: it may hold a password and is not printed.'] : []),
    ],
  };
}

/** The command of this package: two folders up from the source as from what is built of it. */
const program = fileURLToPath(new URL('../../bin/diglot.js', import.meta.url));
