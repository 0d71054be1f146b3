import { stateless } from '../../../testing/client.js';
import type { Wire } from '../wire.js';
import type { CallPlan } from './plan.js';
import { type RpcAnswer, rpc } from './rpc.js';

/** A conversation in revision 2026-07-28. The requests after `discover` are made where it is spoken. */
export interface StatelessTalk {
  readonly discover: RpcAnswer;
  readonly list?: RpcAnswer;
  /** The answer to a version that nobody speaks. */
  readonly oddVersion?: RpcAnswer;
  /** The answer to a header that contradicts the body. */
  readonly oddHeader?: RpcAnswer;
  readonly unknownMethod?: RpcAnswer;
  readonly call?: RpcAnswer;
}

type Headers = Readonly<Record<string, string>>;

/** Asks as a client of 2026-07-28 does, and once wrongly in each way that the revision has an answer for. */
export async function talkStateless(
  wire: Wire,
  {
    url,
    authorization,
    plan,
  }: { readonly url: string; readonly authorization: Headers; readonly plan: CallPlan | undefined },
): Promise<StatelessTalk> {
  const send = ({ body, headers }: ReturnType<typeof stateless>, other: Headers = {}) =>
    rpc(wire, url, { body, headers: { ...headers, ...authorization, ...other } });
  const discover = await send(stateless('server/discover'));
  if (!speaksStateless(discover)) return { discover };
  const oddMeta = { _meta: { 'io.modelcontextprotocol/protocolVersion': '1999-01-01' } };
  const odd = stateless('tools/list');
  const oddBody = { ...odd.body, params: { _meta: { ...odd.body.params._meta, ...oddMeta._meta } } };
  const [list, oddVersion, oddHeader, unknownMethod, call] = await Promise.all([
    send(stateless('tools/list')),
    send({ body: oddBody, headers: odd.headers }, { 'mcp-protocol-version': '1999-01-01' }),
    send(stateless('tools/list'), { 'mcp-method': 'tools/call' }),
    send(stateless('diglot/no-such-method')),
    plan && send(stateless('tools/call', { name: plan.name, arguments: plan.input })),
  ]);
  return { discover, list, oddVersion, oddHeader, unknownMethod, ...(call && { call }) };
}

/** Whether the answer to `server/discover` is one of that revision. */
export function speaksStateless(discover: RpcAnswer): boolean {
  return discover.kind === 'result' && Array.isArray(discover.result['supportedVersions']);
}
