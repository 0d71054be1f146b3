import { requestLocalToken, TokenUnavailable } from '../node/local-issuer/request-token.js';
import { type Env, localUrl } from '../node/settings.js';
import { CommandError } from './exit.js';
import { say } from './output.js';

/** What `diglot token` is asked for. */
export interface TokenOptions {
  readonly user: string;
  readonly scope?: string;
  readonly app?: boolean;
}

/** `diglot token`: a token of the local issuer behind the server at HOST and PORT. Says on stderr which server that is. */
export async function runToken({ user, scope, app = false }: TokenOptions, env: Env): Promise<string> {
  const baseUrl = localUrl(env['HOST'] || '127.0.0.1', Number(env['PORT'] || 3001));
  const scopes = scope?.split(/[\s,]+/).filter((name) => name !== '');
  try {
    const { token, resource } = await requestLocalToken(baseUrl, { user, app, ...(scopes && { scopes }) });
    say(`A token for ${resource} at ${baseUrl}`);
    return token;
  } catch (error) {
    if (error instanceof TokenUnavailable) throw new CommandError(error.message);
    throw error;
  }
}
