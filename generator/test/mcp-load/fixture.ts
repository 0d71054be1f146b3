import { setTimeout as later } from 'node:timers/promises';
import { hostCrypto } from '../../node/crypto.js';
import { resolveAuth } from '../../runtime/auth/settings.js';
import type { JsonSchema, Service, ToolContext, ToolContract } from '../../runtime/contract.js';
import { createFetch, createTools, type FetchApp } from '../../runtime/index.js';
import { createRouter } from '../../runtime/router.js';
import { route } from '../../runtime/surfaces/rest/mount.js';
import { oauth2Contract, testContract } from '../../runtime/test-service.js';
import { audience, clientId } from '../../testing/issuer.js';

/** The longest filler of an answer. */
export const mostFiller = 70_000;

/** What the tool `echo` takes. Only the nonce must be there. */
export interface EchoInput {
  /** Comes back as it is. */
  readonly nonce: string;
  /** How long the answer takes. */
  readonly delayMs?: number;
  /** Characters that the answer carries besides. */
  readonly filler?: number;
  readonly tone?: 'plain' | 'loud';
  readonly tags?: readonly string[];
}

/** What the tool `narrate` takes: so many messages about its progress, each so long. */
export interface NarrateInput {
  readonly messages: number;
  readonly length: number;
}

/** The input schema of `echo`. */
export const echoInput: JsonSchema = {
  type: 'object',
  properties: {
    nonce: { type: 'string', maxLength: 200 },
    delayMs: { type: 'integer', minimum: 0, maximum: 1000, default: 0 },
    filler: { type: 'integer', minimum: 0, maximum: mostFiller, default: 0 },
    tone: { type: 'string', enum: ['plain', 'loud'], default: 'plain' },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 20 },
  },
  required: ['nonce'],
  additionalProperties: false,
};

const echoOutput: JsonSchema = {
  type: 'object',
  properties: { nonce: { type: 'string' }, filler: { type: 'string' } },
  required: ['nonce', 'filler'],
  additionalProperties: false,
};

/** The input schema of `narrate`. */
export const narrateInput: JsonSchema = {
  type: 'object',
  properties: {
    messages: { type: 'integer', minimum: 1, maximum: 10_000 },
    length: { type: 'integer', minimum: 1, maximum: mostFiller },
  },
  required: ['messages', 'length'],
  additionalProperties: false,
};

const nothing: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };

const contract = (parts: Partial<ToolContract>): ToolContract =>
  testContract({ timeoutMs: 30_000, maxResultChars: 2 * mostFiller, output: nothing, ...parts });

const service: Service = {
  title: 'Echoes',
  version: '1.0.0',
  description: 'Says it again.',
  serverUrl: audience,
  port: 3001,
  auth: oauth2Contract,
  schemas: {},
  tools: {
    echo: contract({ input: echoInput, output: echoOutput }),
    save: contract({ scopes: ['Notes.Read', 'Notes.Write'] }),
    narrate: contract({ input: narrateInput }),
  },
};

/** The server under attack: every tool needs a token, and `echo` answers with what is its caller's alone. */
export interface Fixture extends FetchApp {
  /** Handlers that run now. */
  running(): number;
  /** What the server logged as its own failure. */
  readonly failures: string[];
}

/** The tools, and how many of their handlers run. */
export function createEchoes() {
  let running = 0;
  const counted = async <T>(run: () => Promise<T>): Promise<T> => {
    running += 1;
    try {
      return await run();
    } finally {
      running -= 1;
    }
  };
  const tools = createTools(service, {
    echo: ({ nonce, delayMs = 0, filler = 0 }: EchoInput) =>
      counted(async () => {
        if (delayMs > 0) await later(delayMs);
        return { nonce, filler: 'x'.repeat(filler) };
      }),
    save: () => ({}),
    narrate: ({ messages, length }: NarrateInput, ctx: ToolContext) =>
      counted(async () => {
        for (let done = 1; done <= messages && !ctx.signal.aborted; done++) {
          ctx.progress(done, messages, 'x'.repeat(length));
          await later(0);
        }
        return {};
      }),
  });
  return { service, tools, running: () => running };
}

/** Builds the server; its tokens are those of this issuer. */
export function createFixture(issuerUrl: string): Fixture {
  const auth = resolveAuth(service.auth, { TEST_ISSUER: issuerUrl, TEST_CLIENT: clientId });
  if (!auth.ok) throw new Error('the service has no sign-in');
  const failures: string[] = [];
  const unheard = () => {};
  const failed = (fields: object, message: string) => {
    const cause = 'err' in fields && fields.err instanceof Error ? fields.err.stack : JSON.stringify(fields);
    failures.push(`${message}: ${cause}`);
  };
  const manifest = Object.entries(service.tools).map(([name, { title, input, output }]) => ({
    name,
    title,
    inputSchema: input,
    outputSchema: output,
    _meta: { securitySchemes: [] },
  }));
  const { tools, running } = createEchoes();
  const router = createRouter();
  for (const tool of Object.values(tools)) router.post(`/tools/${tool.name}`, route(tool));
  const app = createFetch({
    service,
    tools,
    router,
    app: undefined,
    documents: { openapi: {}, openapi31: {}, plugin: {}, mcp: { tools: manifest } },
    baseUrl: audience,
    auth: auth.settings,
    allowedHosts: [],
    log: { debug: unheard, info: unheard, warn: unheard, error: failed },
    ...hostCrypto,
  });
  return { ...app, running, failures };
}
