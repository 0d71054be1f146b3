import { isRecord } from '../../../runtime/schema/equality.js';
import type { Answer, Wire } from '../wire.js';
import type { FoundDocument } from './find.js';
import { securityOf } from './operations.js';
import type { RestPlan } from './plan.js';

type Headers = Readonly<Record<string, string>>;

/** Calls of one operation that only reads. */
export interface RestTalk {
  readonly plan: RestPlan;
  readonly url: string;
  /** The answer to the call without a token, where the document says that one is needed. */
  readonly anonymous: Answer | undefined;
  /** The answer to the call as ChatGPT makes it, where that could be made. */
  readonly called: Answer | undefined;
}

/** Calls without and with the token. The calls go to the server that was asked about, whatever the document names. */
export async function talkOverRest(
  wire: Wire,
  {
    document,
    plan,
    authorization,
  }: { readonly document: FoundDocument; readonly plan: RestPlan; readonly authorization: Headers },
): Promise<RestTalk> {
  const { operation, input } = plan;
  const url = callUrl(document, operation.path);
  const isGet = operation.method === 'get';
  const send = (headers: Headers) =>
    wire.ask(url, {
      method: isGet ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...headers },
      ...(!isGet && { body: input }),
    });
  const isSecured = securityOf(document.json, operation) !== undefined;
  const hasToken = Object.keys(authorization).length > 0;
  const [anonymous, called] = await Promise.all([
    isSecured ? send({}) : undefined,
    !isSecured || hasToken ? send(authorization) : undefined,
  ]);
  return { plan, url, anonymous, called };
}

/** Where the operation is, on the origin of the document. */
function callUrl({ url, json }: FoundDocument, path: string): string {
  const servers = json['servers'];
  const named: unknown = Array.isArray(servers) && isRecord(servers[0]) ? servers[0]['url'] : undefined;
  const base = typeof named === 'string' && URL.canParse(named, url) ? new URL(named, url).pathname : '';
  return new URL(url).origin + `${base}/${path}`.replace(/\/{2,}/g, '/');
}
