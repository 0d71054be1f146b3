import type { ServerResponse } from 'node:http';
import type { CheckId } from '../../cli/doctor/codes.js';
import { at } from '../../cli/doctor/gather/operations.js';
import { goodToken, type Illness, json, type Loose } from './patient.js';

/** A way to be broken, and what the doctor has to say of it. */
export interface Case {
  readonly name: string;
  readonly illness: Illness;
  /** What is asked about, if not the base URL. */
  readonly path?: string;
  readonly token?: string;
  /** The checks that fail: these and no others. */
  readonly fails: readonly CheckId[];
  /** The checks that warn besides those that warn of every server on loopback. */
  readonly warns?: readonly CheckId[];
  /** What the first of them says; {origin} is the server's. */
  readonly says: string;
}

const servers = (...urls: readonly string[]): Illness => ({
  document: (document) => ({ ...document, servers: urls.map((url) => ({ url })) }),
});

/** Changes the operation `look`. */
const look = (change: (operation: Loose) => Loose): Illness => ({
  document(document) {
    const paths = { ...(document['paths'] as Record<string, Loose>) };
    const { post } = paths['/look'] as Record<string, Loose>;
    return { ...document, paths: { ...paths, '/look': { post: change(post ?? {}) } } };
  },
});

const components = (change: (components: Loose) => Loose): Illness => ({
  document: (document) => ({ ...document, components: change(document['components'] as Loose) }),
});

const schemas = (more: Loose): Illness =>
  components((all) => ({ ...all, schemas: { ...(all['schemas'] as Loose), ...more } }));

/** Changes the first tool. */
const firstTool = (change: Loose): Illness => ({ tools: ([first, ...rest]) => [{ ...first, ...change }, ...rest] });

const body = (schema: Loose) =>
  look((operation) => ({ ...operation, requestBody: { content: { 'application/json': { schema } } } }));

const flow = (change: Loose): Illness =>
  components((all) => {
    const own = at(all, 'securitySchemes', 'oauth2', 'flows', 'authorizationCode') as Loose;
    return {
      ...all,
      securitySchemes: { oauth2: { type: 'oauth2', flows: { authorizationCode: { ...own, ...change } } } },
    };
  });

/** A stream that does what it is told once it is open. */
const stream = (then: (response: ServerResponse) => void): Illness => ({
  before(request, response) {
    if (request.method !== 'GET' || request.url !== '/sse') return false;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    then(response);
    return true;
  },
});

const onPath = (path: string, then: (response: ServerResponse) => void): Illness => ({
  before(request, response) {
    if (request.url !== path) return false;
    then(response);
    return true;
  },
});

const page: Illness = {
  before(_request, response) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title>');
    return true;
  },
};

const jwt = (claims: object) =>
  `${btoa('{"alg":"none"}')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature-of-nobody`;

/** The twelve of the beginning, and those that came after. */
export const cases: readonly Case[] = [
  {
    name: 'the URL of a web page',
    illness: page,
    fails: ['address/found'],
    says: 'There is neither an OpenAPI document nor an MCP endpoint. Looked at {origin}/.well-known/openapi-3.1.json: an HTML page;',
  },
  {
    name: 'only OpenAPI 3.0',
    illness: { document: (document) => ({ ...document, openapi: '3.0.3' }), documentPath: '/openapi.json' },
    fails: ['chatgpt/version'],
    says: '{origin}/openapi.json says OpenAPI 3.0.3, and no document of 3.1 was found.',
  },
  {
    name: 'http',
    illness: servers('http://shop.example.com'),
    fails: ['chatgpt/server'],
    says: "servers[0].url is 'http://shop.example.com': it is http.",
  },
  {
    name: 'a port',
    illness: servers('https://shop.example.com:8443'),
    fails: ['chatgpt/server'],
    says: "servers[0].url is 'https://shop.example.com:8443': it has port 8443.",
  },
  {
    name: 'no hints',
    illness: firstTool({ annotations: undefined }),
    fails: ['claude/hints'],
    says: "'look' lacks readOnlyHint, destructiveHint, openWorldHint.",
  },
  {
    name: 'a union at the root of a tool',
    illness: firstTool({ inputSchema: { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] } }),
    fails: ['claude/schemas'],
    says: "inputSchema of 'look' has anyOf at its root: it hides all tools.",
  },
  {
    name: 'a union at the root of a body',
    illness: body({ oneOf: [{ type: 'object', properties: {} }] }),
    fails: ['chatgpt/bodies'],
    says: 'The body of POST /look has oneOf at its root.',
  },
  {
    name: 'a bad name of a tool',
    illness: firstTool({ name: 'look around' }),
    fails: ['claude/names'],
    says: "'look around' is no name for a tool: it hides all.",
  },
  {
    name: 'a bad operationId',
    illness: look((operation) => ({ ...operation, operationId: 'look.at' })),
    fails: ['chatgpt/names'],
    says: "'look.at' of POST /look is no name for an operation.",
  },
  {
    name: 'no metadata',
    illness: { resource: () => undefined },
    fails: ['metadata/resource'],
    says: 'There is no metadata. Looked at {origin}/.well-known/oauth-protected-resource/mcp: HTTP 404; {origin}/.well-known/oauth-protected-resource: HTTP 404.',
  },
  {
    name: 'metadata of another resource',
    illness: { resource: (metadata) => ({ ...metadata, resource: 'http://127.0.0.1:9/mcp' }) },
    fails: ['metadata/audience'],
    says: "The metadata at {origin}/.well-known/oauth-protected-resource/mcp names 'http://127.0.0.1:9/mcp', and the endpoint is {origin}/mcp: clients ask for tokens of the wrong audience.",
  },
  {
    name: 'a token for another audience',
    illness: {},
    token: jwt({ aud: 'https://other.example.com' }),
    fails: ['chatgpt/token', 'claude/token'],
    says: "The token (of the test) is refused with 401. It is for the audience 'https://other.example.com', and the server is {origin}/mcp: a wrong audience.",
  },
  {
    name: 'an expired token',
    illness: {},
    token: jwt({ aud: 'https://other.example.com', exp: 1_700_000_000 }),
    fails: ['chatgpt/token', 'claude/token'],
    says: 'The token (of the test) is refused with 401. It expired on 2023-11-14 at 22:13 UTC.',
  },
  {
    name: 'a token that is refused',
    illness: {
      challenge: (origin) =>
        `Bearer error="invalid_token", error_description="Nobody knows it", resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`,
    },
    token: 'a-token-that-nobody-takes',
    fails: ['chatgpt/token', 'claude/token'],
    says: 'The token (of the test) is refused with 401. The server says: Nobody knows it.',
  },
  {
    name: 'a stream whose events are held back',
    illness: stream(() => {}),
    fails: ['claude/sse'],
    says: 'The stream of GET {origin}/sse is buffered: it opened, and its first event did not come.',
  },
  {
    name: 'a stream that ends',
    illness: stream((response) => response.end()),
    fails: ['claude/sse'],
    says: 'The stream of GET {origin}/sse ends at once, before its first event.',
  },
  {
    name: 'a stream whose events come together at the end',
    illness: stream((response) => response.end('event: endpoint\ndata: /messages?session=0\n\n')),
    fails: ['claude/sse'],
    says: 'GET {origin}/sse opens, but the stream ends before the reply.',
  },
  {
    name: 'a stream that sends messages elsewhere',
    illness: stream((response) => response.write('event: endpoint\ndata: http://127.0.0.1:9/messages\n\n')),
    fails: ['claude/sse'],
    says: 'GET {origin}/sse sends messages to http://127.0.0.1:9/messages, another origin.',
  },
  {
    name: 'a stream without its first event',
    illness: stream((response) => response.write('data: hello\n\n')),
    fails: ['claude/sse'],
    says: "The first event of GET {origin}/sse is 'message'; it has to be 'endpoint'.",
  },
  {
    name: 'a dangling reference',
    illness: body({ type: 'object', properties: { note: { $ref: '#/components/schemas/Missing' } } }),
    fails: ['chatgpt/references'],
    says: "'#/components/schemas/Missing' at #/paths//look/post/requestBody/content/application/json/schema/properties/note leads nowhere.",
  },
  {
    name: 'a reference that leads to another file',
    illness: schemas({ Other: { $ref: 'other.json#/Note' } }),
    fails: ['chatgpt/references'],
    says: "'other.json#/Note' at #/components/schemas/Other leads out of the document.",
  },
  {
    name: 'schemas in a circle',
    illness: schemas({
      Egg: { type: 'object', properties: { from: { $ref: '#/components/schemas/Hen' } } },
      Hen: {
        type: 'object',
        properties: { from: { $ref: '#/components/schemas/Egg' }, says: { $ref: '#/components/schemas/Note' } },
      },
      Farm: { type: 'object', properties: { hen: { $ref: '#/components/schemas/Hen' } } },
    }),
    fails: ['chatgpt/references'],
    says: "The schema 'Egg' contains itself; The schema 'Hen' contains itself.",
  },
  {
    name: 'a dangling reference of a tool',
    illness: firstTool({ inputSchema: { type: 'object', properties: { note: { $ref: '#/$defs/Note' } } } }),
    fails: ['claude/schemas'],
    says: "inputSchema of 'look': '#/$defs/Note' at #/properties/note leads nowhere.",
  },
  {
    name: 'a path where there is nothing',
    illness: {},
    path: '/mpc',
    fails: [],
    warns: ['address/reachable'],
    says: '{origin}/mpc answers: ',
  },
  {
    name: 'an MCP URL where the document belongs',
    illness: { document: () => undefined },
    path: '/mcp',
    fails: ['chatgpt/document'],
    says: "{origin}/mcp is an MCP endpoint, and no OpenAPI document was found. Pasted into ChatGPT's actions an MCP URL connects and shows no action. Looked at {origin}/mcp/.well-known/openapi-3.1.json: HTTP 404;",
  },
  {
    name: 'an MCP URL beside a document',
    illness: {},
    path: '/mcp',
    fails: [],
    warns: ['chatgpt/url'],
    says: "The URL given is the MCP endpoint. ChatGPT's actions import {origin}/.well-known/openapi-3.1.json; pasted there, the MCP URL connects and shows no action.",
  },
  {
    name: 'a document where the MCP URL belongs',
    illness: { mcp: false },
    path: '/.well-known/openapi-3.1.json',
    fails: ['claude/http'],
    says: "{origin}/.well-known/openapi-3.1.json is an OpenAPI document, and no MCP endpoint was found. Pasted as the URL of a connector it can't be connected to. Looked at {origin}/mcp: HTTP 404; {origin}/sse: HTTP 404.",
  },
  {
    name: 'a document beside an MCP endpoint',
    illness: {},
    path: '/.well-known/openapi-3.1.json',
    fails: [],
    warns: ['claude/url'],
    says: "The URL given is the OpenAPI document. Claude connects to {origin}/mcp; pasted there, {origin}/.well-known/openapi-3.1.json can't be connected to.",
  },
  {
    name: 'a document behind a token',
    illness: onPath('/.well-known/openapi-3.1.json', (response) => json(response, 401, {})),
    fails: ['chatgpt/document'],
    says: '{origin}/mcp is an MCP endpoint, and no OpenAPI document was found.',
  },
  {
    name: 'two server URLs',
    illness: servers('https://a.example.com', 'https://b.example.com'),
    fails: ['chatgpt/server'],
    says: 'The document has 2 server URLs; it has to be one.',
  },
  {
    name: 'no whole server URL',
    illness: servers('/api'),
    fails: ['chatgpt/server', 'chatgpt/call'],
    says: "servers[0].url is '/api'; it has to be a whole https URL.",
  },
  {
    name: 'a server URL in capitals',
    illness: servers('https://Shop.example.com'),
    fails: ['chatgpt/server'],
    says: "servers[0].url is 'https://Shop.example.com': its host has capital letters.",
  },
  {
    name: 'too many actions',
    illness: {
      document(document) {
        const { '/look': own } = document['paths'] as Record<string, { post: Loose }>;
        const many = Array.from({ length: 31 }, (_, index) => [
          `/look${index || ''}`,
          { post: { ...own?.post, operationId: `look${index || ''}` } },
        ]);
        return { ...document, paths: Object.fromEntries(many) };
      },
    },
    fails: ['chatgpt/actions'],
    says: 'The document has 31 operations; ChatGPT imports 30.',
  },
  {
    name: 'no action',
    illness: { document: (document) => ({ ...document, paths: {} }) },
    fails: ['chatgpt/actions'],
    says: 'The document has no operation.',
  },
  {
    name: 'an object without properties',
    illness: schemas({ Bag: { type: 'object' }, List: { type: 'array' } }),
    fails: ['chatgpt/schemas'],
    says: 'Bag is an object without properties; List is a list without items.',
  },
  {
    name: 'no schemas',
    illness: { document: (document) => ({ ...document, paths: {}, components: {} }) },
    fails: ['chatgpt/actions', 'chatgpt/schemas'],
    says: 'The document has no operation.',
  },
  {
    name: 'a reference in the parameters',
    illness: {
      document: (document) => {
        const all = document['components'] as Loose;
        const paths = document['paths'] as Loose;
        const get = { operationId: 'peek', parameters: [{ $ref: '#/components/parameters/Where' }], responses: {} };
        return {
          ...document,
          paths: { ...paths, '/peek': { get } },
          components: { ...all, parameters: { Where: { name: 'where', in: 'query' } } },
        };
      },
    },
    fails: ['chatgpt/schemas'],
    says: 'GET /peek has a $ref in its parameters.',
  },
  {
    name: 'a long description',
    illness: look((operation) => ({ ...operation, description: 'x'.repeat(301) })),
    fails: ['chatgpt/texts'],
    says: 'The description of POST /look has 301 characters, 300 are taken.',
  },
  {
    name: 'nothing about confirmation',
    illness: look(({ 'x-openai-isConsequential': _, ...operation }) => operation),
    fails: [],
    warns: ['chatgpt/confirm'],
    says: '1 operation lacks it: POST /look.',
  },
  {
    name: 'two ways to sign in',
    illness: components((all) => ({
      ...all,
      securitySchemes: { ...(all['securitySchemes'] as Loose), key: { type: 'apiKey' } },
    })),
    fails: ['chatgpt/auth'],
    says: 'The document has 2 security schemes; ChatGPT takes one.',
  },
  {
    name: 'a placeholder in the sign-in',
    illness: flow({ tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token' }),
    fails: ['chatgpt/auth'],
    says: "tokenUrl is 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token': a placeholder was left in it.",
  },
  {
    name: 'a sign-in elsewhere',
    illness: flow({ tokenUrl: 'https://login.example.org/token' }),
    fails: [],
    warns: ['chatgpt/auth'],
    says: 'login.example.org is not under 127.0.0.1, the root domain of the API; ChatGPT may refuse it.',
  },
  {
    name: 'an operation that anybody may call',
    illness: onPath('/look', (response) => json(response, 200, { text: 'seen' })),
    fails: ['chatgpt/token'],
    says: 'The document says that POST /look needs a token, and it answers 200 without one.',
  },
  {
    name: 'a route that is missing',
    illness: {
      before(request, response) {
        if (request.url !== '/look' || request.headers.authorization === undefined) return false;
        json(response, 404, { message: 'No such route' });
        return true;
      },
    },
    fails: ['chatgpt/call'],
    says: 'POST /look answers 404: No such route.',
  },
  {
    name: 'a handshake that ends in an error of the server',
    illness: {
      before(request, response) {
        if (request.url !== '/mcp' || request.headers.authorization === undefined) return false;
        json(response, 500, { message: 'oops' });
        return true;
      },
    },
    fails: ['claude/http', 'claude/initialize'],
    says: 'POST {origin}/mcp: HTTP 500',
  },
  {
    name: 'an unknown revision',
    illness: {
      result: (method, result) => (method === 'initialize' ? { ...result, protocolVersion: '2023-01-01' } : result),
    },
    fails: ['claude/initialize'],
    says: 'The answer to initialize says 2023-01-01, a revision that no client knows.',
  },
  {
    name: 'no tools among the capabilities',
    illness: { result: (method, result) => (method === 'initialize' ? { ...result, capabilities: {} } : result) },
    fails: ['claude/initialize'],
    says: 'The capabilities have no tools: clients will not ask for any.',
  },
  { name: 'no tools', illness: { tools: () => [] }, fails: ['claude/tools'], says: 'tools/list is empty.' },
  {
    name: 'a result without structured content',
    illness: { result: (method, result) => (method === 'tools/call' ? { content: result['content'] } : result) },
    fails: ['claude/call'],
    says: 'look has an outputSchema and answers without structuredContent.',
  },
  {
    name: 'no challenge',
    illness: { challenge: () => undefined },
    fails: ['metadata/challenge'],
    says: '{origin}/mcp answers 401 without WWW-Authenticate.',
  },
  {
    name: 'a challenge that names nothing',
    illness: { challenge: () => 'Bearer realm="patient"' },
    fails: ['metadata/challenge'],
    says: 'WWW-Authenticate names no resource_metadata: Bearer realm="patient"',
  },
  {
    name: 'an issuer without metadata',
    illness: { issuer: () => undefined },
    fails: ['metadata/issuer'],
    says: "'{origin}' has none. Looked at {origin}/.well-known/oauth-authorization-server: HTTP 404; {origin}/.well-known/openid-configuration: HTTP 404.",
  },
  {
    name: 'an issuer of another name',
    illness: { issuer: (metadata) => ({ ...metadata, issuer: 'https://elsewhere.example.com' }) },
    fails: ['metadata/issuer'],
    says: "{origin}/.well-known/oauth-authorization-server says that it is 'https://elsewhere.example.com', and the resource names '{origin}'.",
  },
  {
    name: 'an issuer without PKCE',
    illness: { issuer: (metadata) => ({ ...metadata, code_challenge_methods_supported: ['plain'] }) },
    fails: ['metadata/sign-in'],
    says: 'code_challenge_methods_supported lacks S256.',
  },
  {
    name: 'an issuer that registers nobody',
    illness: { issuer: ({ registration_endpoint: _, ...metadata }) => metadata },
    fails: [],
    warns: ['metadata/registration'],
    says: 'Clients can not register themselves.',
  },
  {
    name: 'a token given back in an error',
    illness: {
      before(request, response) {
        if (request.url !== '/look' || request.headers.authorization === undefined) return false;
        json(response, 500, { message: `No: ${request.headers.authorization}` });
        return true;
      },
    },
    token: goodToken,
    fails: ['chatgpt/call'],
    says: 'POST /look answers 500: No: Bearer [token]',
  },
];
