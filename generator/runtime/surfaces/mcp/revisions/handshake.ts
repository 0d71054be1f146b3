import { isRecord } from '../../../schema/equality.js';
import { createCall } from '../call.js';
import { logLevelOf } from '../log-level.js';
import { createPreparedReply, resultReply, rpcCode } from '../wire.js';
import type { HandshakeRevision, Method, Revision } from './revision.js';
import type { ServerFacts } from './server-facts.js';

/**
 * The revisions that open with `initialize`, which answers with the client's revision if it is one of these, else with
 * the latest. They differ in no method, and share one prepared list.
 */
export function createHandshakeRevisions(facts: ServerFacts, changes: readonly HandshakeRevision[]): Revision[] {
  const list = createPreparedReply(facts.manifest);
  const methods = new Map<string, Method>([
    ['initialize', createInitialize(facts, changes)],
    ['ping', ({ id }) => resultReply(id, '{}')],
    ['logging/setLevel', setLevel],
    ['tools/list', ({ id }) => list(id)],
    ['tools/call', createCall(facts.runtime)],
  ]);
  const shared: Omit<Revision, keyof HandshakeRevision> = {
    methods,
    unknownMethodStatus: 200,
    check: () => undefined,
    resultHead: (meta) => (meta === undefined ? '' : `"_meta":${JSON.stringify(meta)},`),
    // A request that stands alone can't remember a level, so its client hears what a server tells by itself.
    logLevel: (_params, { connection }) => (connection === undefined ? 'info' : connection.logLevel),
  };
  return changes.map((change) => ({ ...shared, ...change }));
}

function createInitialize({ identity, instructions }: ServerFacts, changes: readonly HandshakeRevision[]): Method {
  const names = changes.map(({ name }) => name);
  const latest = names.at(-1) ?? '';
  const rest = JSON.stringify({
    capabilities: { tools: {}, logging: {} },
    serverInfo: identity,
    ...(instructions !== undefined && { instructions }),
  }).slice(1);
  return ({ id, params }, { link: { connection } }) => {
    const asked = isRecord(params) ? params['protocolVersion'] : undefined;
    const settled = names.find((name) => name === asked) ?? latest;
    if (connection !== undefined) connection.revision = settled;
    return resultReply(id, `{"protocolVersion":"${settled}",${rest}`);
  };
}

/** Remembered on a connection. A request that stands alone has nothing to remember it by, and is answered all the same. */
const setLevel: Method = ({ id, params }, { link: { connection } }) => {
  const level = logLevelOf(isRecord(params) ? params['level'] : undefined);
  if (level === undefined) return { code: rpcCode.params, message: 'There is no such log level.' };
  if (connection !== undefined) connection.logLevel = level;
  return resultReply(id, '{}');
};
