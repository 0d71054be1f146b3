import { startServerProcess } from '../../generator/test/conformance/server-process.js';
import { createFilledProject } from '../../generator/test/project.js';

/** A project of its own, with a tool for each kind of caller. */

const spec = `
diglot: 1
info:
  title: Depot
  version: 1.0.0
  description: A depot that people and programs look into.
  contact: { name: Depot, email: hello@depot.example.com }
  privacyUrl: https://depot.example.com/privacy
server: { url: https://depot.example.com }
auth:
  oauth2:
    issuers: ["https://login.microsoftonline.com/{tenant}/v2.0"]
    authorizationUrl: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize
    tokenUrl: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token
    audience: ["{client}"]
    scopes: { Depot.Read: See what is there, Depot.Count: Count everything }
    variables: { tenant: DEPOT_TENANT_ID, client: DEPOT_CLIENT_ID }
schemas:
  Pieces:
    type: object
    properties: { pieces: { type: integer, description: How many } }
    required: [pieces]
tools:
  view_shelf:
    title: View shelf
    description: Shows how many pieces lie on the shelf, to people alone.
    effect: read
    scopes: [Depot.Read]
    input: { type: object, properties: {} }
    output: { $ref: "#/schemas/Pieces" }
  count_stock:
    title: Count stock
    description: Counts all pieces in the depot, for programs alone.
    effect: read
    callers: [app]
    roles: [Depot.Count]
    input: { type: object, properties: {} }
    output: { $ref: "#/schemas/Pieces" }
  view_gate:
    title: View gate
    description: Shows how many pieces wait at the gate, to people and programs.
    effect: read
    callers: [user, app]
    scopes: [Depot.Read]
    roles: [Depot.Read]
    input: { type: object, properties: {} }
    output: { $ref: "#/schemas/Pieces" }
`;

const serve = `import { runServer } from 'diglot/node';
import { router } from './generated/router.js';
import { service, tools } from './generated/tools.js';
import { createApp } from './handlers/app.js';
await runServer({ service, tools, router, createApp });
`;

/** What each tool's handler answers. */
export const pieces = {
  view_shelf: { pieces: 1 },
  count_stock: { pieces: 2 },
  view_gate: { pieces: 3 },
};

/** A running server of the project. */
export interface Depot {
  readonly url: string;
  readonly folder: string;
  /** Ends it, and takes the project away. */
  stop(): Promise<void>;
}

/** Makes the project as a developer does, and starts its server with a local issuer. */
export async function startDepot(): Promise<Depot> {
  const bodies = Object.entries(pieces).map(([name, answer]) => [name, `return ${JSON.stringify(answer)};`]);
  const project = createFilledProject(spec, Object.fromEntries(bodies));
  project.write('serve.ts', serve);
  const { url, stop } = await startServerProcess(project.root);
  return { url, folder: project.root, stop: () => stop().finally(() => project.remove()) };
}
