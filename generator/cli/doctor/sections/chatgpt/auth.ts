import { hostOf, isSignInHost, rootDomain } from '../../../../compiler/check/sign-in-hosts.js';
import { isRecord } from '../../../../runtime/schema/equality.js';
import type { Facts } from '../../facts.js';
import type { FoundDocument } from '../../gather/find.js';
import { at, securityOf } from '../../gather/operations.js';
import { fail, pass, type Verdict, warn } from '../../verdict.js';
import { quote } from '../../words.js';

/** Whether ChatGPT can sign in. */
export function judgeAuth({ json, url }: FoundDocument, { operations, isLocal }: Facts): Verdict {
  const schemes = at(json, 'components', 'securitySchemes');
  const declared = isRecord(schemes) ? schemes : {};
  const names = Object.keys(declared);
  const unknown = operations.flatMap((each) => securityOf(json, each) ?? []).find((name) => !names.includes(name));
  if (unknown !== undefined)
    return fail(`Operations ask for '${quote(unknown, 40)}', which components.securitySchemes lacks.`);
  const [name] = names;
  if (name === undefined) return pass('Nobody signs in. In ChatGPT: authentication None.');
  if (names.length > 1) return fail(`The document has ${names.length} security schemes; ChatGPT takes one.`);
  const scheme = declared[name];
  if (at(scheme, 'type') !== 'oauth2')
    return pass(`The scheme is of type '${quote(String(at(scheme, 'type')), 40)}': enter the key in ChatGPT.`);
  const flow = at(scheme, 'flows', 'authorizationCode');
  if (!isRecord(flow)) return fail('The scheme has no flow authorizationCode, the one that ChatGPT signs in with.');
  for (const key of ['authorizationUrl', 'tokenUrl']) {
    const text = String(flow[key] ?? '');
    const isLocalText = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(text);
    if (isLocal && isLocalText) {
      return warn(
        `${key} is ${quote(text)}: fine on this machine, but ChatGPT can't reach it.`,
        'Configure a real issuer before ChatGPT is to sign in; npx diglot connect chatgpt says how.',
      );
    }
    const fault = faultOf(text);
    if (fault !== undefined) return fail(`${key} is '${quote(text)}': ${fault}.`);
  }
  return judgeHosts(flow, apiHost(json, url));
}

function faultOf(text: string): string | undefined {
  if (/[{}<>]/.test(text)) return 'a placeholder was left in it';
  if (!URL.canParse(text)) return 'it has to be a whole URL';
  return new URL(text).protocol === 'https:' ? undefined : 'it has to be https';
}

function apiHost(json: FoundDocument['json'], url: string): string {
  const servers = json['servers'];
  const named = Array.isArray(servers) ? at(servers[0], 'url') : undefined;
  return hostOf(typeof named === 'string' ? named : '') || hostOf(url);
}

function judgeHosts(flow: Readonly<Record<string, unknown>>, api: string): Verdict {
  const domain = /^[\d.]+$/.test(api) ? api : rootDomain(api);
  const hosts = [hostOf(String(flow['authorizationUrl'])), hostOf(String(flow['tokenUrl']))];
  const foreign = hosts.find((host) => !isSignInHost(host, domain));
  return foreign === undefined
    ? pass(`OAuth at ${hosts[0]}.`)
    : warn(
        `${quote(foreign)} is not under ${domain}, the root domain of the API; ChatGPT may refuse it.`,
        'Serve the sign-in under the domain of the API.',
      );
}
