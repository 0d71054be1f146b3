import type { RpcId } from './errors.js';
import type { Reply } from './exchange.js';

/** A reply around a result that is JSON text already. */
export function resultReply(id: RpcId, result: string): Reply {
  return { text: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}` };
}
