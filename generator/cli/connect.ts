import { resolve } from 'node:path';
import { generate } from '../compiler/generate.js';
import { type Env, SettingsError } from '../node/settings.js';
import { connectChatgpt } from './connect/chatgpt.js';
import { connectClaudeConnector } from './connect/claude-connector.js';
import { connectClaudeDesktop } from './connect/claude-desktop.js';
import { connectionOf } from './connect/connection.js';
import { CommandError, exitCode } from './exit.js';
import { printFindings, say } from './output.js';
import { readSpec } from './read-spec.js';

const targets = {
  chatgpt: connectChatgpt,
  'claude-desktop': connectClaudeDesktop,
  'claude-connector': connectClaudeConnector,
} as const;

/** What `diglot connect` is asked for. */
export interface ConnectOptions {
  /** Project folder. */
  readonly root: string;
  /** Id of the client's own registration with the issuer. */
  readonly clientId?: string;
}

/** `diglot connect`: prints what is pasted into a client, for a server with this environment. Resolves to the exit code. */
export async function runConnect(target: string | undefined, options: ConnectOptions, env: Env): Promise<number> {
  if (!isTarget(target)) {
    const found = target === undefined ? '' : `There is no client '${target}'. `;
    throw new CommandError(`${found}Name one: npx diglot connect ${Object.keys(targets).join('|')}`);
  }
  if (options.clientId?.trim() === '') throw new CommandError('--client-id needs the id of a registration.');
  const folder = resolve(options.root);
  const { source, diagnostics: unreadable } = readSpec(folder);
  const generated = unreadable.length > 0 ? undefined : await generate(source);
  if (!generated?.ok) {
    printFindings(generated?.diagnostics ?? unreadable, source, 'pretty');
    return exitCode.badSpec;
  }
  try {
    const { text, notes } = targets[target](connectionOf(generated.spec, { folder, env, clientId: options.clientId }));
    const surface = target === 'chatgpt' ? 'rest' : 'mcp';
    if (!generated.spec.tools.some(({ expose }) => expose.includes(surface))) {
      say(`Warning: no tool of ${source.path} is exposed over ${surface}: the client will find none.`);
    }
    for (const note of notes) say(note);
    process.stdout.write(text);
    return exitCode.done;
  } catch (error) {
    if (error instanceof SettingsError) throw new CommandError(error.message);
    throw error;
  }
}

function isTarget(name: string | undefined): name is keyof typeof targets {
  return name !== undefined && Object.hasOwn(targets, name);
}
