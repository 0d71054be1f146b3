import { counted } from '../../../../compiler/diagnostics/counted.js';
import { isRecord } from '../../../../runtime/schema/equality.js';
import type { Facts } from '../../facts.js';
import type { FoundDocument } from '../../gather/find.js';
import { isLoopback } from '../../loopback.js';
import { fail, pass, type Verdict, warn } from '../../verdict.js';
import { quote } from '../../words.js';
import { placesOf } from '../judge.js';

/** Whether there is a document; the classic mistake has its own words. */
export function judgeDocument({ document, lookedForDocuments, kind, given, endpoint }: Facts): Verdict {
  if (document !== undefined) return pass();
  const looked = `Looked at ${placesOf(lookedForDocuments)}.`;
  if (kind !== 'mcp' && endpoint === undefined) return fail(`There is no OpenAPI document. ${looked}`);
  const url = kind === 'mcp' ? given.href : endpoint?.url;
  return fail(
    `${url} is an MCP endpoint, and no OpenAPI document was found. Pasted into ChatGPT's actions an MCP URL connects and shows no action. ${looked}`,
  );
}

/** Which URL to paste. */
export function judgeUrl({ url, version }: FoundDocument, { kind, given, documents }: Facts): Verdict {
  if (kind === 'mcp') {
    return warn(
      `The URL given is the MCP endpoint. ChatGPT's actions import ${url}; pasted there, the MCP URL connects and shows no action.`,
    );
  }
  const own = documents.find((each) => each.url === given.href);
  if (own !== undefined && own.url !== url && own.version !== version) {
    return warn(`The URL given is the document of OpenAPI ${quote(own.version || '2', 20)}. Paste ${url}.`);
  }
  return pass(`Paste ${url}.`);
}

/** Which version the importer would read. */
export function judgeVersion({ url, version }: FoundDocument): Verdict {
  if (/^3\.1\.[01]$/.test(version)) return pass(`The document says ${version}.`);
  if (/^3\.1\./.test(version))
    return warn(`The document says ${quote(version, 20)}; 3.1.0 and 3.1.1 are known to be taken.`);
  const said = version === '' ? 'Swagger 2' : `OpenAPI ${quote(version, 20)}`;
  return fail(`${url} says ${said}, and no document of 3.1 was found.`);
}

/** Where the document sends ChatGPT. */
export function judgeServer({ json, url }: FoundDocument, { isLocal, given }: Facts): Verdict {
  const servers = Array.isArray(json['servers']) ? json['servers'] : [];
  if (servers.length !== 1) return fail(`The document has ${counted(servers.length, 'server URL')}; it has to be one.`);
  const named: unknown = isRecord(servers[0]) ? servers[0]['url'] : undefined;
  const text = typeof named === 'string' ? named : '';
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    return fail(`servers[0].url is '${quote(text)}'; it has to be a whole https URL.`);
  }
  const { protocol, hostname, port, origin } = new URL(text);
  if (isLocal && origin === given.origin) {
    return warn(`servers[0].url is ${origin}: fine on this machine. ChatGPT takes https without a port alone.`);
  }
  const faults = [
    ...(protocol === 'https:' ? [] : ['it is http']),
    ...(port === '' ? [] : [`it has port ${port}`]),
    ...(/^https?:\/\/[^/]*[A-Z]/.test(text) ? ['its host has capital letters'] : []),
    ...(isLoopback(hostname) ? ['ChatGPT can reach no loopback address'] : []),
  ];
  if (faults.length > 0) return fail(`servers[0].url is '${quote(text)}': ${faults.join(', and ')}.`);
  if (origin === new URL(url).origin) return pass(`servers[0].url is ${origin}.`);
  const elsewhere = `The document comes from ${new URL(url).origin} and sends ChatGPT to ${origin}`;
  return isLocal
    ? warn(`${elsewhere}.`, `Look at what ChatGPT would see: npx diglot doctor ${origin}`)
    : fail(`${elsewhere}; it has to come from there.`);
}
