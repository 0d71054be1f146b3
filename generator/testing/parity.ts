import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostCrypto } from '../node/crypto.js';
import { readDocuments } from '../node/documents.js';
import { createFetch, type FetchOptions } from '../runtime/app.js';
import type { AppOptions, Json, SurfaceName, ToolContract } from '../runtime/contract.js';
import { isRecord } from '../runtime/schema/equality.js';
import type { Tool } from '../runtime/tool.js';
import {
  type CalledServer,
  type CallTool,
  callHttp,
  callLegacy,
  callRest,
  callStateless,
  type Outcome,
} from './client.js';
import { silent } from './context.js';
import { badInputs, type NamedInput, sampleInput } from './inputs.js';
import { appClaims, createTestIssuer, type TestIssuer } from './issuer.js';

/** An example of a tool, as the spec has it. */
export interface ParityExample {
  readonly name: string;
  readonly input: Json;
  /** The declared error that it comes to; an output when absent. */
  readonly error?: string;
}

/** The project whose surfaces are compared. */
export interface ParityOptions extends Pick<FetchOptions, 'service' | 'tools' | 'router'> {
  createApp(options: AppOptions): Promise<{ close(): Promise<void> }>;
  /** Where the generated documents lie. */
  readonly folder: string;
  /** By tool. */
  readonly examples: { readonly [tool: string]: readonly ParityExample[] };
}

/** Every way to call a tool over HTTP. */
const surfaces: readonly { readonly name: string; readonly surface: SurfaceName; readonly call: CallTool }[] = [
  { name: 'POST /tools', surface: 'rest', call: callRest },
  { name: 'POST /mcp', surface: 'mcp', call: callHttp('/mcp') },
  { name: 'POST /mcp of 2026-07-28', surface: 'mcp', call: callStateless },
  { name: 'GET /sse and POST /messages', surface: 'mcp', call: callLegacy },
];

const baseUrl = 'http://localhost';
/** All that an app can tell the time by. */
const clock = new Date('2026-01-01T12:00:00.000Z');

/** Whose token a call carries. */
type Sender = 'nobody' | 'a forger' | 'a user without scopes' | 'a user' | 'an application';

/** One call, to be made over each surface, and what it has to come to. */
interface Case {
  readonly name: string;
  readonly tool: string;
  readonly args: unknown;
  readonly sender: Sender;
  /** What it may come to: `ok`, or the code of an error. Anything when empty, as long as it is the same everywhere. */
  readonly wants: readonly string[];
}

/**
 * Tests that the surfaces are one: each tool's examples and inputs that it refuses, by callers who may and may not call,
 * come to the same verdict, the same payload and the same error pointers over each surface. Every surface has an app of
 * its own, with a database of its own (DATABASE_URL) and with the same clock and ids.
 */
export function describeParity(options: ParityOptions): void {
  // What one surface alone has comes last: it may change what the others find.
  const tools = Object.values(options.tools).toSorted((a, b) => b.contract.expose.length - a.contract.expose.length);
  const cases = tools.flatMap((tool) => casesOf(options, tool));
  const outcomes = new Map<string, Promise<Map<Case, Outcome>>>();
  let issuer: TestIssuer;
  let folder: string;

  beforeAll(async () => {
    issuer = await createTestIssuer();
    folder = mkdtempSync(join(tmpdir(), 'diglot-parity-'));
    for (const { name, surface, call } of surfaces) {
      const database = pathToFileURL(join(folder, `${outcomes.size}.db`)).href;
      const mine = cases.filter(({ tool }) => options.tools[tool]?.contract.expose.includes(surface));
      outcomes.set(name, callAll(mine, call, { options, issuer, database }));
    }
    await Promise.all(outcomes.values());
  }, 120_000);

  afterAll(async () => {
    await issuer.close();
    rmSync(folder, { recursive: true });
  });

  describe.each(tools.map(({ name }) => name))('%s', (tool) => {
    it.each(cases.filter((each) => each.tool === tool))('$name, by $sender', async (each) => {
      const found = new Map<string, Outcome>();
      for (const { name } of surfaces) {
        const outcome = (await outcomes.get(name))?.get(each);
        if (outcome !== undefined) found.set(name, outcome);
      }
      const [first] = found.values();
      expect(first).toBeDefined();
      for (const [name, outcome] of found) {
        expect(outcome, name).toEqual(first);
        if (each.wants.length > 0) expect(each.wants, name).toContain(verdictOf(outcome));
      }
    });
  });
}

function verdictOf(outcome: Outcome): string {
  return 'code' in outcome ? outcome.code : 'ok';
}

function casesOf({ service, examples }: ParityOptions, tool: Tool): Case[] {
  const { name, contract } = tool;
  const given = Object.hasOwn(examples, name) ? (examples[name] ?? []) : [];
  const sample: unknown = given[0]?.input ?? sampleInput(tool);
  const good = isRecord(sample) ? sample : {};
  const isOpen = service.auth.kind === 'none' || contract.access === 'public';
  const rightful: Sender = isOpen ? 'nobody' : contract.callers.includes('user') ? 'a user' : 'an application';
  const by = (sender: Sender, input: NamedInput, ...wants: string[]): Case => {
    return { name: input.name, args: input.value, tool: name, sender, wants };
  };
  // Arguments that can't be taken, too: whoever may not call learns nothing of them.
  const inputs = [
    { name: 'a call', value: good },
    { name: 'no arguments at all', value: [] },
  ];
  return [
    ...refusals(service, contract).flatMap(([sender, want]) => inputs.map((input) => by(sender, input, want))),
    ...(sample === undefined ? [] : badInputs(tool, good)).map((input) => by(rightful, input, 'invalid_arguments')),
    ...given.map(({ name: example, input, error = 'ok' }) =>
      by(rightful, { name: `the example ${example}`, value: input }, error, 'not_implemented'),
    ),
    ...(given.length > 0 || sample === undefined ? [] : [by(rightful, { name: 'a sample', value: sample })]),
    by(rightful, { name: 'null', value: null }),
  ];
}

/** Who may not call a tool, and the error that each is answered with. */
function refusals({ auth }: ParityOptions['service'], { access, callers, scopes }: ToolContract): [Sender, string][] {
  if (auth.kind === 'none') return [];
  const forger: [Sender, string] = ['a forger', 'invalid_token'];
  if (access === 'public') return [forger];
  const refused: [Sender, string][] = [forger, ['nobody', 'unauthenticated']];
  if (!callers.includes('app')) refused.push(['an application', 'forbidden']);
  if (!callers.includes('user')) refused.push(['a user', 'forbidden']);
  else if (scopes.length > 0) refused.push(['a user without scopes', 'insufficient_scope']);
  return refused;
}

interface Place {
  readonly options: ParityOptions;
  readonly issuer: TestIssuer;
  readonly database: string;
}

/** Makes the calls one after the other against a fresh app. */
async function callAll(cases: readonly Case[], call: CallTool, place: Place): Promise<Map<Case, Outcome>> {
  const { options, issuer, database } = place;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
  };
  const app = await options.createApp({ env: { ...process.env, DATABASE_URL: database }, now: () => clock, newId });
  try {
    const server = serverOf(options, issuer, app);
    const tokens = await mintTokens(options, issuer);
    const outcomes = new Map<Case, Outcome>();
    for (const each of cases) {
      const { tool, args, sender } = each;
      outcomes.set(each, (await call(server, { tool, args, token: tokens[sender] })).outcome);
    }
    return outcomes;
  } finally {
    await app.close();
  }
}

function serverOf({ service, tools, router, folder }: ParityOptions, issuer: TestIssuer, app: unknown): CalledServer {
  const { auth } = service;
  const settings: FetchOptions['auth'] =
    auth.kind === 'none'
      ? auth
      : {
          ...auth,
          issuers: [issuer.v2],
          audiences: [],
          authorizationUrl: issuer.url,
          tokenUrl: issuer.url,
          tenants: [],
          clients: [],
        };
  const parts = {
    service,
    tools,
    router,
    app,
    documents: readDocuments(folder),
    baseUrl,
    allowedHosts: [],
    log: silent,
  };
  const server = createFetch({ ...parts, auth: settings, ...hostCrypto });
  return { connect: server.connect, send: (path, init) => server.fetch(new Request(`${baseUrl}${path}`, init)) };
}

async function mintTokens({ service }: ParityOptions, issuer: TestIssuer): Promise<Record<Sender, string | undefined>> {
  const scp = service.auth.kind === 'none' ? '' : Object.keys(service.auth.scopes).join(' ');
  const roles = Object.values(service.tools).flatMap((tool) => tool.roles);
  const user = await issuer.mint({ aud: baseUrl, scp: scp || 'none' });
  return {
    nobody: undefined,
    'a forger': user.replace(/\.[^.]*$/, `.${'A'.repeat(342)}`),
    'a user without scopes': await issuer.mint({ aud: baseUrl, scp: 'of-another-service' }),
    'a user': user,
    'an application': await issuer.mint({ ...appClaims, aud: baseUrl, roles: roles.length > 0 ? roles : ['none'] }),
  };
}
