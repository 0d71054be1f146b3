import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { importMcp, type McpServer } from '../../import/mcp/import.js';
import { mostActions } from '../../import/spec-text.js';
import type { McpAddress } from '../../upstream/mcp-connect.js';
import { CommandError } from '../exit.js';
import { say } from '../output.js';
import { type ImportOptions, placeOf, writeImport } from './write-project.js';

export interface McpOptions extends ImportOptions {
  /** Names of variables that the command gets. */
  readonly env: readonly string[];
}

/** `diglot import mcp`: an MCP server becomes a project whose tools forward to it. Resolves to the exit code. */
export async function runImportMcp(words: readonly string[], options: McpOptions): Promise<number> {
  const address = addressOf(words, options);
  const source = 'url' in address ? address.url : [address.command, ...address.args].join(' ');
  const place = placeOf(options);
  say(`Connecting to ${source}`);
  const server = await readServer(address, source);
  const imported = importMcp(server, { selection: { only: options.only, tags: [] }, address });
  if (options.only.length === 0 && !options.all && imported.tools.length > mostActions) {
    throw new CommandError(
      `The server has ${imported.tools.length} tools; ChatGPT imports ${mostActions}. Choose some: --only 'name*'. Or take --all, of which those after the first ${mostActions} are for MCP alone.`,
    );
  }
  return writeImport({ written: imported, source, place }, options);
}

function addressOf(words: readonly string[], { env }: McpOptions): McpAddress {
  const [first = '', ...args] = words;
  if (!/^https?:\/\//i.test(first)) return { command: first, args, ...(env.length > 0 && { passes: env }) };
  if (args.length > 0)
    throw new CommandError(`Give one address, or a command after --: npx diglot import mcp -- npx -y my-server`);
  if (!URL.canParse(first))
    throw new CommandError(`${first} is no address. Give one such as https://mcp.example.com/mcp`);
  return { url: first };
}

const patience = 60_000;
const mostPages = 200;
const mostTools = 5000;

async function readServer(address: McpAddress, source: string): Promise<McpServer> {
  const { connectMcp, ResultSchema } = await loadSdk();
  let client: Client;
  try {
    client = await connectMcp(address, process.env);
  } catch (error) {
    const next =
      'url' in address
        ? "See that it runs, and that this is its MCP endpoint; its token, where it needs one, is UPSTREAM_AUTHORIZATION='Bearer ...'."
        : 'See that the command speaks MCP by itself; what it needs of the environment is to be named: --env <name>';
    throw new CommandError(`${source} can't be reached as an MCP server: ${reason(error)}.\n${next}`);
  }
  try {
    const tools: unknown[] = [];
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const params = cursor === undefined ? {} : { cursor };
      const page: Readonly<Record<string, unknown>> = await client.request(
        { method: 'tools/list', params },
        ResultSchema,
        { timeout: patience },
      );
      if (Array.isArray(page['tools'])) tools.push(...page['tools'].slice(0, mostTools));
      const next = page['nextCursor'];
      cursor = typeof next === 'string' && next !== '' && !seen.has(next) ? next : undefined;
      if (cursor !== undefined) seen.add(cursor);
    } while (cursor !== undefined && seen.size < mostPages && tools.length < mostTools);
    const instructions = client.getInstructions();
    return { info: client.getServerVersion(), instructions, capabilities: client.getServerCapabilities(), tools };
  } catch (error) {
    throw new CommandError(`${source} does not list its tools: ${reason(error)}.`);
  } finally {
    await client.close().catch(() => {});
  }
}

const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/[\p{C}\s]+/gu, ' ')
    .slice(0, 200)
    .replace(/\.$/, '');

/** The SDK is for whoever needs it: a project that has no MCP server behind it installs none. */
async function loadSdk() {
  try {
    const [{ connectMcp }, { ResultSchema }] = await Promise.all([
      import('../../upstream/mcp-connect.js'),
      import('@modelcontextprotocol/sdk/types.js'),
    ]);
    return { connectMcp, ResultSchema };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new CommandError(
      'The MCP SDK is not installed. Bring it along: npx -p diglot -p @modelcontextprotocol/sdk@1.32.2 diglot import mcp ...',
    );
  }
}
