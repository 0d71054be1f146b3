import type { MiddlewareHandler } from 'hono';
import { hostCrypto } from '../node/crypto.js';
import { audience, clientId, type TestIssuer } from '../testing/issuer.js';
import { createFetch, type FetchApp } from './app.js';
import { resolveAuth } from './auth/settings.js';
import type { JsonSchema, Logger, OAuth2Contract, Service, ToolContext, ToolContract } from './contract.js';
import { unavailable } from './errors.js';
import { createRouter } from './router.js';
import type { Documents } from './surfaces/discovery/documents.js';
import type { Relay } from './surfaces/mcp/relay.js';
import type { DocsHost } from './surfaces/pages/mount.js';
import { route } from './surfaces/rest/mount.js';
import { createTools, type RuntimeEnv } from './tool.js';

/** A text that a throwing handler carries; no answer may hold it. */
export const secretText = 'the password is swordfish';

const textObject: JsonSchema = {
  type: 'object',
  properties: { text: { type: 'string' } },
  required: ['text'],
  additionalProperties: false,
};

const echoed: JsonSchema = {
  type: 'object',
  properties: {
    text: { type: 'string', maxLength: 200 },
    times: { type: 'integer', minimum: 1, maximum: 9, default: 1 },
    tone: { type: 'string', enum: ['plain', 'loud'], default: 'plain' },
  },
  required: ['text'],
  additionalProperties: false,
};

/** A tool for users with Notes.Read that takes nothing and answers a text, with these parts instead. */
export function testContract(parts: Partial<ToolContract> = {}): ToolContract {
  return {
    title: 'A tool',
    effect: 'read',
    access: 'authenticated',
    scopes: ['Notes.Read'],
    callers: ['user'],
    roles: [],
    expose: ['rest', 'mcp'],
    timeoutMs: 5000,
    maxResultChars: 90_000,
    errors: {},
    input: { type: 'object', properties: {}, additionalProperties: false },
    output: textObject,
    ...parts,
  };
}

/** Sign-in in the shape that the compiler makes of an Entra block. */
export const oauth2Contract: OAuth2Contract = {
  kind: 'oauth2',
  issuers: ['{issuer}/v2.0', '{issuer}/v1/'],
  authorizationUrl: '{issuer}/authorize',
  tokenUrl: '{issuer}/token',
  audience: ['{client}', 'api://{client}'],
  scopePrefix: 'api://{client}/',
  scopes: { 'Notes.Read': 'Read notes', 'Notes.Write': 'Write notes' },
  tenants: [],
  clients: [],
  variables: { issuer: 'TEST_ISSUER', client: 'TEST_CLIENT' },
};

/** A service with one tool for each way a call can end. */
export const service: Service = {
  title: 'Notes',
  version: '1.2.3',
  description: 'Keeps notes.',
  serverUrl: audience,
  port: 3001,
  auth: oauth2Contract,
  schemas: {},
  tools: {
    echo: testContract({ input: echoed, output: echoed }),
    save: testContract({ effect: 'write', scopes: ['Notes.Read', 'Notes.Write'], input: textObject }),
    hello: testContract({ access: 'public', scopes: [] }),
    sweep: testContract({ effect: 'destructive', callers: ['app'], scopes: [], roles: ['Notes.Sweep'] }),
    undeclared: testContract(),
    order: testContract({ errors: { out_of_stock: { status: 409, message: 'That is sold out.' } }, input: textObject }),
    explode: testContract(),
    outage: testContract(),
    misshape: testContract(),
    linger: testContract({ timeoutMs: 50 }),
    hold: testContract({ timeoutMs: 40_000 }),
    unfilled: testContract(),
    flood: testContract({ maxResultChars: 100 }),
    picture: testContract({ output: 'content' }),
    big: testContract({ maxResultChars: 2_000_000 }),
    narrate: testContract(),
    announce: testContract({ timeoutMs: 40_000 }),
    rest_only: testContract({ expose: ['rest'] }),
    mcp_only: testContract({ expose: ['mcp'] }),
  },
};

/** What handlers note down for a test to see. */
export interface TestApp {
  readonly started: string[];
  readonly aborted: string[];
}

type Context = ToolContext<TestApp>;
type Text = { readonly text: string };

/** The tools of {@link service} with their handlers. */
export const tools = createTools(service, {
  echo: (input: Text) => input,
  save: ({ text }: Text) => ({ text }),
  hello: (_input: object, ctx: Context) => ({ text: `hello ${ctx.caller.subject || ctx.caller.kind}` }),
  sweep: () => ({ text: 'swept' }),
  order: (_input: Text, ctx: Context) => {
    throw ctx.error('out_of_stock', { detail: 'No tea is left.', pointer: '/text' });
  },
  undeclared: (_input: object, ctx: Context) => {
    throw ctx.error(secretText);
  },
  outage: () => {
    throw unavailable('The depot is closed. Try again shortly.', new Error(secretText));
  },
  explode: () => {
    throw new TypeError(secretText);
  },
  misshape: () => ({ text: 7, secret: secretText }),
  linger: (_input: object, ctx: Context) => untilAborted(ctx),
  hold: (_input: object, ctx: Context) => untilAborted(ctx),
  unfilled: (_input: object, ctx: Context) => {
    throw ctx.notImplemented();
  },
  flood: () => ({ text: 'x'.repeat(200) }),
  picture: () => [
    { type: 'text', text: 'a dot' },
    { type: 'image', data: 'AAAA', mimeType: 'image/png' },
  ],
  big: () => ({ text: 'x'.repeat(900_000) }),
  narrate: async (_input: object, { progress, log, signal }: Context) => {
    log.debug({ secret: secretText }, 'looking');
    progress(1, 3, 'a third');
    await new Promise((resolve) => setTimeout(resolve, 5));
    log.warn({ secret: secretText }, 'slow');
    for (const done of [1, 0, Number.NaN, 2.5]) progress(done);
    setTimeout(() => progress(3), 1);
    return { text: signal.aborted ? 'left' : 'told' };
  },
  announce: async (_input: object, ctx: Context) => {
    ctx.log.info({}, 'on it');
    ctx.progress(1);
    return untilAborted(ctx).finally(() => ctx.progress(2));
  },
  rest_only: () => ({ text: 'rest' }),
  mcp_only: () => ({ text: 'mcp' }),
});

function untilAborted({ app, signal, requestId }: Context): Promise<never> {
  app.started.push(requestId);
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      app.aborted.push(requestId);
      reject(signal.reason);
    });
  });
}

/** The documents of {@link service}, in the shape of the generated ones. */
export function createDocuments(): Documents {
  const entries = Object.entries(service.tools);
  const openapi = (version: string) => ({
    openapi: version,
    info: { title: service.title, version: service.version },
    servers: [{ url: service.serverUrl }],
    paths: Object.fromEntries(
      entries
        .filter(([, tool]) => tool.expose.includes('rest'))
        .map(([name, tool]) => [
          `/tools/${name}`,
          { post: { operationId: name, security: tool.access === 'public' ? [] : [{ oauth2: [...tool.scopes] }] } },
        ]),
    ),
    components: {
      schemas: {},
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          flows: { authorizationCode: { authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {} } },
        },
      },
    },
  });
  return {
    openapi: openapi('3.0.3'),
    openapi31: openapi('3.1.0'),
    plugin: {
      schema_version: 'v1',
      auth: { type: 'oauth', client_url: 'https://a', authorization_url: 'https://t', scope: 'Notes.Read' },
      api: { type: 'openapi', url: `${service.serverUrl}/.well-known/openapi.json` },
    },
    mcp: {
      tools: entries
        .filter(([, tool]) => tool.expose.includes('mcp'))
        .map(([name, tool]) => ({
          name,
          title: tool.title,
          inputSchema: tool.input,
          ...(tool.output !== 'content' && { outputSchema: tool.output }),
          _meta: {
            securitySchemes:
              tool.access === 'public' ? [{ type: 'noauth' }] : [{ type: 'oauth2', scopes: tool.scopes }],
          },
        })),
    },
  };
}

/** What a test server may differ in. */
export interface TestServerOptions {
  readonly issuer: TestIssuer;
  readonly baseUrl?: string;
  readonly documents?: Documents;
  readonly allowedHosts?: readonly string[];
  /** Leave out the public tool, so that every MCP request needs a token. */
  readonly onlyProtected?: boolean;
  /** Serve without sign-in. */
  readonly noAuth?: boolean;
  readonly tenants?: readonly string[];
  readonly clients?: readonly string[];
  readonly relay?: Relay;
  readonly docs?: DocsHost | undefined;
  /** What stands before every route of the router. */
  readonly middleware?: MiddlewareHandler<RuntimeEnv>;
  /** Says other things about itself; the tools that are served stay. */
  readonly service?: Service;
}

/** A server over {@link service}; `send` takes a path. */
export interface TestServer extends FetchApp {
  readonly issuer: TestIssuer;
  readonly baseUrl: string;
  readonly app: TestApp;
  /** Each log line as JSON. */
  readonly logs: string[];
  send(path: string, init?: RequestInit): Promise<Response>;
}

/** Builds the server as generated code does. */
export function createTestServer(options: TestServerOptions): TestServer {
  const { issuer, baseUrl = audience, documents = createDocuments(), allowedHosts = [] } = options;
  const { onlyProtected = false, noAuth = false, tenants = [], clients = [] } = options;
  const resolved = resolveAuth(service.auth, { TEST_ISSUER: issuer.url, TEST_CLIENT: clientId });
  if (!resolved.ok || resolved.settings.kind === 'none') throw new Error('the test service has no sign-in');
  const { hello, ...others } = tools;
  const served = onlyProtected ? others : { hello, ...others };
  const router = createRouter();
  if (options.middleware !== undefined) router.use(options.middleware);
  for (const tool of Object.values(served)) {
    if (tool.contract.expose.includes('rest')) router.post(`/tools/${tool.name}`, route(tool));
  }
  const app: TestApp = { started: [], aborted: [] };
  const logs: string[] = [];
  const server = createFetch({
    service: options.service ?? service,
    tools: served,
    router,
    app,
    documents,
    baseUrl,
    auth: noAuth ? { kind: 'none' } : { ...resolved.settings, tenants, clients },
    allowedHosts,
    log: createLog(logs),
    relay: options.relay,
    docs: options.docs,
    ...hostCrypto,
  });
  const send = (path: string, init?: RequestInit) => server.fetch(new Request(`${baseUrl}${path}`, init));
  return { ...server, send, issuer, baseUrl, app, logs };
}

function createLog(lines: string[]): Logger {
  const write = (fields: object, message: string) => {
    const error = 'err' in fields && fields.err instanceof Error ? { err: fields.err.stack } : {};
    lines.push(JSON.stringify({ ...fields, ...error, message }));
  };
  return { debug: write, info: write, warn: write, error: write };
}
