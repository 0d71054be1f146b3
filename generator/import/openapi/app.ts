import { literal } from '../../compiler/emit/text.js';
import type { Credential } from '../../upstream/credentials.js';

/** handlers/app.ts of a project that forwards to an HTTP API. */
export function appText({
  url,
  credentials,
}: {
  readonly url: string | undefined;
  readonly credentials: readonly Credential[];
}): string {
  const options = [
    ...(url === undefined ? [] : [`    url: ${literal(url)},`]),
    '    env,',
    ...(credentials.length === 0
      ? []
      : [
          `    credentials: ${literal(
            credentials.map((each) => ({ ...each })),
            4,
          )},`,
        ]),
  ];
  return `import type { AppOptions } from 'diglot/runtime';
import { createHttpUpstream, type HttpUpstream } from 'diglot/upstream';

/** What every handler gets as ctx.app: the API that the tools forward to. */
export interface App {
  readonly upstream: HttpUpstream;
  /** Called once, after the last request. */
  close(): Promise<void>;
}

/** Runs once, before the server answers its first request. UPSTREAM_URL replaces the address. */
export async function createApp({ env }: AppOptions): Promise<App> {
  const upstream = createHttpUpstream({
${options.join('\n')}
  });
  return { upstream, close: async () => {} };
}
`;
}
