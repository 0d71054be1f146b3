import { remaining } from '../../compiler/check/allow.js';
import { isError, read } from '../../compiler/generate.js';
import { generate } from '../../compiler/index.js';
import type { ToolSpec } from '../../compiler/model.js';
import { hostCrypto } from '../../node/crypto.js';
import { createFetch } from '../../runtime/app.js';
import { resolveAuth } from '../../runtime/auth/settings.js';
import type { Json, Service } from '../../runtime/contract.js';
import { createRouter } from '../../runtime/router.js';
import { route } from '../../runtime/surfaces/rest/mount.js';
import { createTools, type Tool } from '../../runtime/tool.js';
import { clientId, type TestIssuer } from '../../testing/issuer.js';
import { serviceIn } from '../equivalence/four-validators.js';

/** A spec that has been compiled, and what a server makes of it. */
export interface Served {
  readonly spec: ToolSpec;
  readonly service: Service;
  readonly tools: { readonly [name: string]: Tool };
  /** generated/*.json, parsed. */
  document(name: 'openapi' | 'openapi-3.1' | 'mcp' | 'ai-plugin'): Json;
  /** The status that a call over REST is answered with. */
  call(tool: string, token?: string): Promise<number>;
}

/** The model of a spec, which has to be right. */
export function modelOf(tree: Json): ToolSpec {
  const { spec, findings, allows } = read({ path: 'spec/tools.yaml', text: JSON.stringify(tree) });
  const errors = remaining(findings.all(), allows).filter(isError);
  if (spec === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return spec;
}

/** Compiles a spec and serves it to the callers of an issuer, with handlers that answer `answer`. */
export async function serve(tree: Json, issuer: TestIssuer, answer: Json): Promise<Served> {
  const generated = await generate({ path: 'spec/tools.yaml', text: JSON.stringify(tree) });
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics));
  const texts = new Map(generated.files.map(({ path, content }) => [path, content]));
  const document = (name: string) => JSON.parse(texts.get(`generated/${name}.json`) ?? '');
  const service = serviceIn(texts.get('generated/tools.ts') ?? '');
  const tools = createTools(
    service,
    Object.fromEntries(Object.keys(service.tools).map((name) => [name, () => answer])),
  );
  const router = createRouter();
  for (const tool of Object.values(tools)) {
    if (tool.contract.expose.includes('rest')) router.post(`/tools/${tool.name}`, route(tool));
  }
  const resolved = resolveAuth(service.auth, { TEST_ISSUER: 'login.example.com', TEST_CLIENT: clientId });
  if (!resolved.ok) throw new Error('the sign-in is not configured');
  const { settings } = resolved;
  // A spec names https issuers only; the test's own is on loopback.
  const auth = settings.kind === 'none' ? settings : { ...settings, issuers: [issuer.v2, issuer.v1] };
  const silent = () => undefined;
  const app = createFetch({
    service,
    tools,
    router,
    app: {},
    documents: {
      openapi: document('openapi'),
      openapi31: document('openapi-3.1'),
      plugin: document('ai-plugin'),
      mcp: document('mcp'),
    },
    baseUrl: service.serverUrl,
    auth,
    allowedHosts: [],
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ...hostCrypto,
  });
  return {
    spec: generated.spec,
    service,
    tools,
    document,
    async call(tool, token) {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
      const request = new Request(`${service.serverUrl}/tools/${tool}`, { method: 'POST', headers, body: '{}' });
      return (await app.fetch(request)).status;
    },
  };
}
