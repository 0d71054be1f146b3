import { type AuthKind, authText } from './auth.js';
import { titleOf } from './name.js';
import type { ProjectParts } from './project-files.js';

/** The spec, the handler and the test of a project that has one tool to begin with. */
export function exampleParts({ name, auth }: { readonly name: string; readonly auth: AuthKind }): ProjectParts {
  return {
    name,
    auth,
    spec: exampleSpec(name, auth),
    handlers: {
      'handlers/app.ts': app,
      'handlers/current_time.ts': handler,
      'handlers/current_time.test.ts': test,
    },
  };
}

function exampleSpec(name: string, auth: AuthKind): string {
  const host = `${name}.example.com`;
  const allow = auth === 'none' ? '\nallow:\n  auth/none: The time is no secret.\n' : entraAllow[auth];
  const scopes = auth === 'none' ? '' : '    scopes: [Time.Read]\n';
  return `# yaml-language-server: $schema=../node_modules/diglot/tools.schema.json
# The only definition of the tools. After an edit: npm run generate
diglot: 1

info:
  title: ${titleOf(name)}
  version: 0.1.0
  description: Tells the time of day anywhere in the world.
  privacyUrl: https://${host}/privacy

# The public address that goes into the documents; PUBLIC_URL replaces it. The port is that of this machine.
server:
  url: https://${host}
  port: 3001

${authText(auth, { 'Time.Read': 'See what time it is' })}${allow}
# What goes wrong in a way that callers should know of. A handler answers with it by: throw ctx.error('unknown_time_zone')
errors:
  unknown_time_zone: { status: 404, message: There is no such time zone. }

tools:
  # One tool. Its name is its path (POST /tools/current_time), its MCP name, and its file: handlers/current_time.ts
  current_time:
    title: Current time
    # Both models read this to decide when to call: say what the tool does, and when to use it.
    description: Tells the current date and time of day in a time zone.
    # read, write or destructive: by it the clients decide whether to ask the user first.
    effect: read
${scopes}    errors: [unknown_time_zone]
    # JSON Schema. What does not fit is refused before the handler runs; defaults are filled in.
    input:
      type: object
      properties:
        time_zone:
          { type: string, description: "An IANA time zone, such as Europe/Berlin", maxLength: 64, default: UTC }
    output:
      type: object
      properties:
        time_zone: { type: string, description: The time zone }
        date: { type: string, format: date, description: The date there }
        time: { type: string, description: "The time of day there, hours and minutes" }
      required: [time_zone, date, time]
    # Shown in the documents, and called over every surface by npm test.
    examples:
      tokyo:
        input: { time_zone: Asia/Tokyo }
        output: { time_zone: Asia/Tokyo, date: "2026-01-01", time: "21:00" }
      nowhere:
        input: { time_zone: Mars/Olympus }
        error: unknown_time_zone
`;
}

const entraAllow = {
  local: '',
  entra: '\nallow:\n  auth/app-id-uri: The MCP URL is registered as an Application ID URI beside this one.\n',
} as const;

const app = `import type { AppOptions } from 'diglot/runtime';

/** What every handler gets as ctx.app: databases, clients of other services, configuration. */
export interface App {
  now(): Date;
  /** Called once, after the last request. */
  close(): Promise<void>;
}

/** Runs once, before the server answers its first request. */
export async function createApp({ now }: AppOptions): Promise<App> {
  return { now, close: async () => {} };
}
`;

const handler = `import type { Handlers } from '../generated/contract.js';

/** Tells the current date and time of day in a time zone. */
export const currentTime: Handlers['current_time'] = async ({ time_zone }, ctx) => {
  const format = formatOf(time_zone);
  if (format === undefined) throw ctx.error('unknown_time_zone', { pointer: '/time_zone' });
  const [date = '', time = ''] = format.format(ctx.app.now()).split(' ');
  return { time_zone, date, time };
};

/** Swedes write dates as ISO 8601 does. */
function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  } catch {
    return undefined;
  }
}
`;

const test = `import { createTestContext } from 'diglot/testing';
import { expect, test } from 'vitest';
import { tools } from '../generated/tools.js';
import { createApp } from './app.js';
import { currentTime } from './current_time.js';

const now = () => new Date('2026-07-01T22:30:00Z');
const app = await createApp({ env: {}, now, newId: () => 'an-id' });
const ctx = createTestContext(tools.current_time, app);

test.each([
  { time_zone: 'UTC', date: '2026-07-01', time: '22:30' },
  { time_zone: 'Europe/Berlin', date: '2026-07-02', time: '00:30' },
  { time_zone: 'America/New_York', date: '2026-07-01', time: '18:30' },
])('in $time_zone it is $time', async ({ time_zone, ...want }) => {
  expect(await currentTime({ time_zone }, ctx)).toEqual({ time_zone, ...want });
});

test('a time zone that does not exist is the declared error', async () => {
  await expect(currentTime({ time_zone: 'Mars/Olympus' }, ctx)).rejects.toThrow('There is no such time zone.');
});
`;
