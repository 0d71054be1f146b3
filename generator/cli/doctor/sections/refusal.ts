import type { Facts } from '../facts.js';
import { quote } from '../words.js';

/** Why a token may have been refused, as far as its own claims tell; empty where they tell nothing. */
export function reasonOf({ token, metadata, given, endpoint }: Facts): string {
  const claims = token.text === undefined ? undefined : token.claims;
  if (claims === undefined) return '';
  if (claims.expires !== undefined && claims.expires * 1000 < Date.now()) {
    return ` It expired on ${new Date(Math.max(0, claims.expires) * 1000 || 0).toISOString().slice(0, 16).replace('T', ' at ')} UTC.`;
  }
  const resource = metadata.resource?.found?.json['resource'];
  const own = [given.origin, endpoint?.url, typeof resource === 'string' ? resource : undefined].flatMap(
    (url) => url ?? [],
  );
  const isOwn = claims.audiences.some((audience) => own.some((url) => url === audience || `${url}/` === audience));
  if (isOwn || claims.audiences.length === 0) return '';
  return ` It is for the audience '${quote(claims.audiences.join("', '"))}', and the server is ${own.at(-1)}: a wrong audience.`;
}

/** What a challenge says of the refusal. */
export function errorOf(challenge: string | undefined): string {
  const said =
    /error_description\s*=\s*"([^"]*)"/.exec(challenge ?? '')?.[1] ??
    /error\s*=\s*"?([\w-]+)/.exec(challenge ?? '')?.[1];
  return said === undefined ? '' : ` The server says: ${quote(said)}.`;
}
