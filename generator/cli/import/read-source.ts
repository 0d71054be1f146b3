import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { readTokens } from '../../compiler/source/tokens.js';
import { readBytes as readBody } from '../../runtime/bytes.js';
import { CommandError } from '../exit.js';

/** Most bytes of a document: JSON is read in one go; YAML takes some fifty times its length in memory. */
const most = { json: 100 * 1024 * 1024, yaml: 16 * 1024 * 1024 } as const;
const patience = 60_000;
const yamlLimits = { levels: 100, tokens: 5_000_000, lines: 1_000_000, 'characters in one value': 1_000_000 } as const;
const mostAliases = 1000;

/** Reads a JSON or YAML document of a file or an http address. Throws CommandError. */
export async function readDocument(source: string): Promise<unknown> {
  const bytes = /^https?:\/\//i.test(source) ? await fetchBytes(source) : readBytes(source);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(`${source} is not UTF-8 text. Save it as UTF-8 and try again.`);
  }
  if (/^\s*</.test(text))
    throw new CommandError(
      `${source} is a web page, or XML. Name the document itself, such as <address>/openapi.json.`,
    );
  return /^\s*[{[]/.test(text) ? parseJson(text, source) : parseYaml(text, source);
}

function readBytes(path: string): Uint8Array {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw new CommandError(
      `There is no ${path}. Name a file or an http address: npx diglot import openapi openapi.json`,
    );
  if (!found.isFile())
    throw new CommandError(`${path} is no file. Name the document itself: npx diglot import openapi openapi.json`);
  if (found.size > most.json) throw tooLarge(path);
  return readFileSync(path);
}

async function fetchBytes(address: string): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(address, {
      headers: { Accept: 'application/json, application/yaml, */*' },
      signal: AbortSignal.timeout(patience),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CommandError(`${address} can't be fetched: ${cause}. Fetch it yourself and name the file.`);
  }
  if (!response.ok)
    throw new CommandError(
      `${address} answered ${response.status}. If it needs a sign-in, fetch it yourself and name the file.`,
    );
  const bytes = await readBody(response.body, most.json);
  if (bytes === undefined) throw tooLarge(address);
  return bytes;
}

function tooLarge(source: string): CommandError {
  return new CommandError(
    `${source} has more than ${most.json / 1024 / 1024} MiB. Cut it down to the paths you want: npx @redocly/cli split`,
  );
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Flow style in YAML begins as JSON does.
    if (text.length <= most.yaml) return parseYaml(text, source);
    throw new CommandError(
      `${source} is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}.`,
    );
  }
}

function parseYaml(text: string, source: string): unknown {
  if (text.length > most.yaml)
    throw new CommandError(`${source} is YAML of more than ${most.yaml / 1024 / 1024} MiB. Convert it to JSON first.`);
  // Composing deep nesting could end the process, so it is measured before.
  const tokens = readTokens(text, yamlLimits);
  if ('refused' in tokens)
    throw new CommandError(`${source} has too many ${tokens.refused}, at offset ${tokens.offset}.`);
  const document = parseDocument(text, { version: '1.2', uniqueKeys: false, logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem !== undefined)
    throw new CommandError(
      `${source} is neither JSON nor YAML: ${(problem.message.split('\n')[0] ?? '').slice(0, 200).replace(/:$/, '.')}`,
    );
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw new CommandError(
      `${source} can't be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`,
    );
  }
}
