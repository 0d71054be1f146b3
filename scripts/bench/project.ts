import { createRouter, createTools, type Documents, type JsonSchema, route, type Service } from 'diglot/runtime';
import { search } from './handler.js';

/** The tool that every round calls; the others stand around it in the list. */
export const calledTool = 'search_products_0';

/** Arguments that leave one default to fill in. */
export const callArguments = { query: 'oat milk', category: 'dairy', limit: 8 };

const input: JsonSchema = {
  type: 'object',
  properties: {
    query: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'What to look for, in the words of the person.',
    },
    category: { type: 'string', enum: ['any', 'bakery', 'dairy', 'drinks', 'fruit'], default: 'any' },
    sort: { type: 'string', enum: ['relevance', 'price', 'name'], default: 'relevance' },
    limit: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
    offset: { type: 'integer', minimum: 0, maximum: 10_000, default: 0 },
  },
  required: ['query'],
  additionalProperties: false,
};

const output: JsonSchema = {
  type: 'object',
  properties: {
    total: { type: 'integer', minimum: 0 },
    products: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          price_cents: { type: 'integer', minimum: 0 },
          unit: { type: 'string' },
          in_stock: { type: 'boolean' },
          note: { type: ['string', 'null'] },
        },
        required: ['id', 'name', 'price_cents', 'unit', 'in_stock', 'note'],
        additionalProperties: false,
      },
    },
  },
  required: ['total', 'products'],
  additionalProperties: false,
};

/** What a server of `count` tools is made of: the parts of a generated project, in memory. */
export interface Project {
  readonly service: Service;
  readonly tools: ReturnType<typeof createTools>;
  readonly router: ReturnType<typeof createRouter>;
  readonly documents: Documents;
}

/** Who signs the tokens of a project's callers, and for whom. */
export interface SignIn {
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** A project without a database, and without sign-in unless there is an issuer. */
export function createProject(count: number, signIn?: SignIn): Project {
  const names = Array.from({ length: count }, (_, index) => `search_products_${index}`);
  const service: Service = {
    title: 'Bench',
    version: '1.0.0',
    description: 'A service to measure.',
    serverUrl: 'http://127.0.0.1:3001',
    port: 3001,
    auth: signIn === undefined ? { kind: 'none' } : oauth2(signIn),
    schemas: {},
    tools: Object.fromEntries(names.map((name) => [name, signIn === undefined ? contract : protectedContract])),
  };
  const tools = createTools(service, Object.fromEntries(names.map((name) => [name, search])));
  const router = createRouter();
  for (const tool of Object.values(tools)) router.post(`/tools/${tool.name}`, route(tool));
  return { service, tools, router, documents: createDocuments(names) };
}

const contract: Service['tools'][string] = {
  title: 'Search products',
  effect: 'read',
  access: 'public',
  scopes: [],
  callers: ['user'],
  roles: [],
  expose: ['rest', 'mcp'],
  timeoutMs: 10_000,
  maxResultChars: 90_000,
  errors: {},
  input,
  output,
};

const protectedContract: typeof contract = { ...contract, access: 'authenticated', scopes: ['Products.Read'] };

function oauth2({ issuer, audience }: SignIn): Service['auth'] {
  return {
    kind: 'oauth2',
    issuers: [issuer],
    authorizationUrl: `${issuer}/authorize`,
    tokenUrl: `${issuer}/token`,
    audience,
    scopePrefix: '',
    scopes: { 'Products.Read': 'Read products', 'Cart.Write': 'Change carts' },
    tenants: [],
    clients: [],
    variables: {},
  };
}

/** The documents in the shape of the generated ones; only the MCP list is complete. */
function createDocuments(names: readonly string[]): Documents {
  const openapi = (version: string) => ({
    openapi: version,
    info: { title: 'Bench', version: '1.0.0' },
    servers: [{ url: 'http://127.0.0.1:3001' }],
    paths: Object.fromEntries(names.map((name) => [`/tools/${name}`, { post: { operationId: name } }])),
  });
  const tools = names.map((name) => ({
    name,
    title: contract.title,
    description: 'Finds products by words, category and price. Answers a page of them with prices in cents.',
    inputSchema: input,
    outputSchema: output,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  }));
  return {
    openapi: openapi('3.0.3'),
    openapi31: openapi('3.1.0'),
    plugin: { schema_version: 'v1', auth: { type: 'none' }, api: { type: 'openapi', url: 'http://127.0.0.1:3001' } },
    mcp: { tools },
  };
}
