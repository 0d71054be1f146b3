import { isRecord } from '../../../schema/equality.js';
import { createCall } from '../call.js';
import type { Link } from '../exchange.js';
import { listen } from '../listen.js';
import { logLevelOf } from '../log-level.js';
import { createPreparedReply, type RpcProblem, rpcCode } from '../wire.js';
import { headerText } from './header-text.js';
import { claimedVersion, metaKey, metaOf } from './meta.js';
import type { Method, Revision, RpcRequest } from './revision.js';
import type { ServerFacts } from './server-facts.js';

const name = '2026-07-28';
const listLifeMs = 60_000;

/**
 * The stateless revision: no handshake, every request says in `_meta` what it speaks, and over HTTP says it again in
 * headers. Source: MCP specification 2026-07-28, basic/transports/streamable-http and schema.ts.
 */
export function createRevision20260728(facts: ServerFacts): Revision {
  const resultHead = createResultHead(facts);
  // Lists are the same for all callers; where one has to sign in to see them, no shared cache may keep them.
  const scope = facts.runtime.auth.kind === 'none' ? 'public' : 'private';
  const cacheable = `{${resultHead()}"ttlMs":${listLifeMs},"cacheScope":"${scope}",`;
  const list = createPreparedReply(cacheable + facts.manifest.slice(1));
  const discovery = createPreparedReply(
    cacheable +
      JSON.stringify({
        supportedVersions: [name],
        capabilities: { tools: {}, logging: {} },
        ...(facts.instructions !== undefined && { instructions: facts.instructions }),
      }).slice(1),
  );
  return {
    name,
    takesBatches: false,
    methods: new Map<string, Method>([
      ['server/discover', ({ id }) => discovery(id)],
      ['tools/list', ({ id }) => list(id)],
      ['tools/call', createCall(facts.runtime)],
      ['subscriptions/listen', listen],
    ]),
    unknownMethodStatus: 404,
    check: (request, link) => metaProblem(request.params) ?? headerProblem(request, link),
    resultHead,
    logLevel: (params) => logLevelOf(metaOf(params)?.[metaKey.logLevel]),
  };
}

function createResultHead({ identity }: ServerFacts): Revision['resultHead'] {
  const head = (meta: object) => `"resultType":"complete","_meta":${JSON.stringify(meta)},`;
  const own = { [metaKey.serverInfo]: identity };
  const plain = head(own);
  return (meta) => (meta === undefined ? plain : head({ ...own, ...meta }));
}

function metaProblem(params: unknown): RpcProblem | undefined {
  const meta = metaOf(params);
  const { version, capabilities, logLevel } = metaKey;
  if (typeof claimedVersion(params) !== 'string') return badMeta(`params._meta must have '${version}', a text.`);
  if (!isRecord(meta?.[capabilities])) return badMeta(`params._meta must have '${capabilities}', an object.`);
  if (meta[logLevel] !== undefined && logLevelOf(meta[logLevel]) === undefined) {
    return badMeta(`'${logLevel}' in params._meta is not a log level.`);
  }
  return undefined;
}

function badMeta(message: string): RpcProblem {
  return { code: rpcCode.params, message, status: 400 };
}

/** Headers repeat the body for machines on the way that don't read bodies, and must not contradict it. */
function headerProblem({ method, params }: RpcRequest, link: Link): RpcProblem | undefined {
  if (link.connection !== undefined) return undefined;
  if (link.header('mcp-method') !== method) return mismatch('Mcp-Method', 'method');
  if (method !== 'tools/call') return undefined;
  const tool = isRecord(params) ? params['name'] : undefined;
  const named = link.header('mcp-name');
  // Without a name in the body there is nothing to contradict: the method says what is missing.
  if (typeof tool !== 'string' && named === null) return undefined;
  return named !== null && headerText(named) === tool ? undefined : mismatch('Mcp-Name', 'params.name');
}

function mismatch(header: string, member: string): RpcProblem {
  return {
    code: rpcCode.headerMismatch,
    message: `The header ${header} must be there and say what ${member} says.`,
    status: 400,
  };
}
