import { type AuthKind, authVariables } from './auth.js';
import { titleOf } from './name.js';

const fence = '```';

/** README.md of a project: what to run, which URL goes where, and where one's own code belongs. */
export function readme({ name, auth }: { readonly name: string; readonly auth: AuthKind }): string {
  return `# ${titleOf(name)}

One \`spec/tools.yaml\`, served to ChatGPT over REST and to Claude over MCP by [diglot](https://www.npmjs.com/package/diglot).

${fence}sh
npm install
npm start
${fence}

It prints the URLs, who pastes which where, and a curl line to try.

| | ChatGPT | Claude |
|---|---|---|
| you paste | \`<base>/.well-known/openapi-3.1.json\` | \`<base>/sse\` (or \`<base>/mcp\`) |
| into | Configure > Actions > Import from URL | Settings > Connectors |
| it calls | \`POST /tools/{name}\` | \`tools/call\` |

Both clients call from the vendor's cloud: there \`<base>\` is a public https URL, told by \`PUBLIC_URL\`.

## Where things are

| | |
|---|---|
| \`spec/tools.yaml\` | the only definition of the tools; after an edit: \`npm run generate\` |
| \`handlers/<tool>.ts\` | what each tool does. Yours: a new tool gets a stub, and no file is ever overwritten |
| \`handlers/app.ts\` | what all handlers share: a database, clients of other services |
| \`generated/\` | made of the spec, committed, never edited |

## Commands

| command | what it does |
|---|---|
| \`npm run dev\` | serve, and again after every save |
| \`npm test\` | the tests in \`handlers/\`, and one that every surface answers alike |
| \`npm run check\` | types, tests, and whether \`generated/\` is what the spec says |
| \`npm run build\`, \`npm run serve\` | the way to production: \`dist/\`, and that under plain Node |
| \`npx diglot connect <client>\` | print what to paste into \`chatgpt\`, \`claude-connector\` or \`claude-desktop\` |
| \`npx diglot diff\` | what changed in the spec, and whom it breaks |
${signIn(auth)}`;
}

function signIn(auth: AuthKind): string {
  if (auth === 'none') {
    return `
## Sign-in

There is none: \`auth: none\` in \`spec/tools.yaml\`. Whoever reaches the server may call every tool.
`;
  }
  const names = authVariables[auth].map((variable) => `\`${variable}\``).join(' and ');
  const issuer = auth === 'entra' ? 'Microsoft Entra ID' : 'the issuer that `auth` in `spec/tools.yaml` names';
  return `
## Sign-in

While ${names} ${authVariables[auth].length === 1 ? 'is' : 'are'} unset, \`npm start\` runs a local issuer, and \`npx diglot token\` prints a token of it:

${fence}sh
TOKEN=$(npx diglot token)
${fence}

In production (\`NODE_ENV=production\`) there is no local issuer: ${issuer} signs people in.
\`.env.example\` has the variables: copy it to \`.env\`, fill it in, then \`node --env-file=.env dist/scripts/serve.js\`.
`;
}
