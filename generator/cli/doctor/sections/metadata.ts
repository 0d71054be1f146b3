import { isEntra } from '../../entra.js';
import type { Facts, MetadataFacts } from '../facts.js';
import { metadataUrlOf } from '../gather/metadata.js';
import { isLoopback } from '../loopback.js';
import { fail, pass, skip, type Verdict, warn } from '../verdict.js';
import { quote } from '../words.js';
import { type Judge, type Judges, placesOf } from './judge.js';

/** Judges the sign-in of the MCP endpoint, where there is one. */
function protectedOnly(judge: (metadata: MetadataFacts, facts: Facts) => Verdict): Judge {
  return (facts) => {
    if (facts.endpoint === undefined) return skip('There is no MCP endpoint; ChatGPT reads the document instead.');
    return facts.metadata.isProtected ? judge(facts.metadata, facts) : skip('Nobody signs in.');
  };
}

function judgeChallenge({ challenge }: MetadataFacts, { endpoint, http, call }: Facts): Verdict {
  const { anonymous } = endpoint ?? {};
  const url = endpoint?.url ?? '';
  if (challenge === undefined) {
    if (anonymous?.kind === 'http') return fail(`${url} answers ${anonymous.reply.status} without WWW-Authenticate.`);
    if (http?.list === undefined || call === undefined) return skip('There is nothing to call without a token.');
    return fail(`A call of ${quote(call.name, 64)} without a token does not say where to sign in.`);
  }
  const named = metadataUrlOf(challenge);
  if (named === undefined) return fail(`WWW-Authenticate names no resource_metadata: ${quote(challenge)}`);
  return URL.canParse(named) ? pass() : fail(`resource_metadata is no URL: ${quote(named)}`);
}

function judgeResource({ resource }: MetadataFacts): Verdict {
  if (resource?.found !== undefined) return pass(`The metadata is at ${resource.found.url}.`);
  return fail(`There is no metadata. Looked at ${placesOf(resource?.looked ?? [])}.`);
}

function judgeAudience({ resource }: MetadataFacts, { endpoint, given, isLocal }: Facts): Verdict {
  const named: unknown = resource?.found?.json['resource'];
  const url = endpoint?.url ?? given.href;
  if (resource?.found === undefined) return skip('There is no metadata.');
  if (typeof named !== 'string' || !URL.canParse(named))
    return fail('The metadata has no resource, which has to be a URL.');
  const same = (one: string) => one === named || `${one}/` === named || one === `${named}/`;
  if (same(url) || same(new URL(url).origin)) return pass(`The resource is ${named}.`);
  const text = `The metadata at ${resource.found.url} names '${quote(named)}', and the endpoint is ${url}`;
  // A server behind a proxy names the public URL, also to who asks it directly.
  if (isLocal && !isLoopback(new URL(named).hostname)) {
    return warn(`${text}.`, `Look at what clients would see: npx diglot doctor ${new URL(named).origin}`);
  }
  return fail(`${text}: clients ask for tokens of the wrong audience.`);
}

function judgeIssuer({ issuer, issuerDocument }: MetadataFacts, { isLocal }: Facts): Verdict {
  if (issuer === undefined) return skip('No metadata names one.');
  if (!isLocal && !issuer.startsWith('https:'))
    return fail(`'${quote(issuer)}' is not https: no client can sign in there.`);
  const found = issuerDocument?.found;
  if (found === undefined)
    return fail(`'${quote(issuer)}' has none. Looked at ${placesOf(issuerDocument?.looked ?? [])}.`);
  const own = found.json['issuer'];
  if (own !== issuer)
    return fail(`${found.url} says that it is '${quote(String(own))}', and the resource names '${quote(issuer)}'.`);
  return pass(`The metadata of ${quote(issuer)} is at ${found.url}.`);
}

/** Judges the metadata of the issuer, where it was found. */
function ofIssuer(judge: (json: Readonly<Record<string, unknown>>, facts: Facts) => Verdict): Judge {
  return protectedOnly(({ issuerDocument }, facts) =>
    issuerDocument?.found === undefined
      ? skip('There is no metadata of the authorization server.')
      : judge(issuerDocument.found.json, facts),
  );
}

function judgeSignIn(json: Readonly<Record<string, unknown>>, { isLocal, metadata }: Facts): Verdict {
  for (const key of ['authorization_endpoint', 'token_endpoint']) {
    const url = json[key];
    if (typeof url !== 'string' || !URL.canParse(url)) return fail(`${key} is missing.`);
    if (!url.startsWith('https:') && !isLocal) return fail(`${key} is not https: ${quote(url)}`);
  }
  const methods = json['code_challenge_methods_supported'];
  if (Array.isArray(methods) && methods.includes('S256'))
    return isLocal ? pass('It has authorization and token endpoint, and PKCE with S256.') : pass();
  if (methods !== undefined) return fail('code_challenge_methods_supported lacks S256.');
  if (isEntra(metadata.issuer)) return pass('Entra ID knows PKCE with S256, although its metadata does not say so.');
  return warn(
    'The authorization server does not say whether it knows PKCE; strict clients stop there.',
    'Let code_challenge_methods_supported say S256.',
  );
}

function judgeRegistration(json: Readonly<Record<string, unknown>>, { metadata }: Facts): Verdict {
  if (typeof json['registration_endpoint'] === 'string') return pass('A client can register itself dynamically.');
  if (json['client_id_metadata_document_supported'] === true) {
    return pass('A client can register itself by a client id metadata document.');
  }
  if (!isEntra(metadata.issuer)) return warn('Clients can not register themselves.');
  return pass('Entra ID lets no client register itself: npx diglot connect prints what to enter in each.');
}

export const metadataJudges: Judges<'metadata'> = {
  'metadata/challenge': protectedOnly(judgeChallenge),
  'metadata/resource': protectedOnly(judgeResource),
  'metadata/audience': protectedOnly(judgeAudience),
  'metadata/issuer': protectedOnly(judgeIssuer),
  'metadata/sign-in': ofIssuer(judgeSignIn),
  'metadata/registration': ofIssuer(judgeRegistration),
};
