import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { blocksOf } from '../documents/markdown.js';
import { createFilledProject, type Project } from '../project.js';

/** A project for the edge, as its developer writes it. */

const spec = `
diglot: 1
info:
  title: Kiosk
  version: 1.0.0
  description: A kiosk at the edge of the net.
  contact: { name: Kiosk, email: hello@kiosk.example.com }
  privacyUrl: https://kiosk.example.com/privacy
server: { url: https://kiosk.example.com }
auth:
  oauth2:
    issuers: [https://issuer.example.com/v2.0]
    authorizationUrl: https://issuer.example.com/authorize
    tokenUrl: https://issuer.example.com/token
    audience: ["{client}"]
    scopes: { Kiosk.Read: See what is there }
    variables: { client: KIOSK_CLIENT_ID }
tools:
  count_papers:
    title: Count papers
    description: Counts the papers that the kiosk has of one name.
    effect: read
    access: public
    input: { type: object, properties: { name: { type: string, description: The name, maxLength: 40 } }, required: [name] }
    output: { type: object, properties: { papers: { type: integer, description: How many } }, required: [papers] }
  greet:
    title: Greet
    description: Greets the caller by the name that the issuer knows.
    effect: read
    scopes: [Kiosk.Read]
    input: { type: object, properties: {} }
    output: { type: object, properties: { greeting: { type: string, description: What is said } }, required: [greeting] }
  hang:
    title: Hang
    description: Takes one second at most, and would take for ever.
    effect: read
    access: public
    timeout: 1s
    input: { type: object, properties: {} }
    output: { type: object, properties: { done: { type: boolean, description: Never } }, required: [done] }
  narrate:
    title: Narrate
    description: Tells what it does while it does it.
    effect: read
    access: public
    input: { type: object, properties: {} }
    output: { type: object, properties: { done: { type: boolean, description: Always } }, required: [done] }
`;

const bodies = {
  count_papers: 'return { papers: _input.name.length };',
  greet: "return { greeting: 'Good day, ' + ctx.caller.subject };",
  hang: 'return new Promise<never>(() => {});',
  narrate:
    "ctx.progress(1, 2, 'half'); await new Promise((resolve) => setTimeout(resolve, 20)); return { done: true };",
};

/** What docs/deploy/edge.md says to write. */
const worker = blocksOf('docs/deploy/edge.md').find(({ language }) => language === 'ts')?.text ?? '';

/** Makes the project: spec, generated code, handlers and the worker's script. */
export function createEdgeProject(): Project {
  const project = createFilledProject(spec, bodies);
  project.write('worker.ts', worker);
  return project;
}

/** The worker in one file. `conditions` choose between diglot's sources and its dist. */
export async function bundleWorker({ root }: Project): Promise<string> {
  const build = await rolldown({
    input: join(root, 'worker.ts'),
    platform: 'browser',
    resolve: {
      conditionNames: ['diglot-source', 'import', 'browser', 'default'],
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
    // What is not found must fail the build, not be left to the host.
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  await build.close();
  if (output.length !== 1) throw new Error(`the bundle has ${output.length} files`);
  return output[0].code;
}
