import type { VirtualFile } from '../../compiler/emit/emitter.js';
import { type AuthKind, authVariables } from './auth.js';
import { packageJson } from './package-json.js';
import { readme } from './readme.js';
import { scripts } from './scripts.js';
import { buildConfig, tsconfig } from './typescript.js';
import { workflow } from './workflow.js';

/** What one project differs in from another. */
export interface ProjectParts {
  /** Name of the package, one that `nameProblem` has nothing against. */
  readonly name: string;
  /** What README.md and .env.example say of signing in; the spec has its own block, for which `authText` is there. */
  readonly auth: AuthKind;
  /** Text of spec/tools.yaml. */
  readonly spec: string;
  /** Texts by path, all under handlers/: a file for each tool, `app.ts`, tests, and what these import. */
  readonly handlers: Readonly<Record<string, string>>;
  /** What the handlers need besides diglot, with exact versions. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Environment variables that the handlers read, where these are set, and what each is for. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Texts by path, of what a project has besides. */
  readonly extras?: Readonly<Record<string, string>>;
}

/** All files of a new project but those under generated/, which the compiler makes of its spec. Writes nothing. */
export function projectFiles({
  name,
  auth,
  spec,
  handlers,
  dependencies,
  variables = {},
  extras,
}: ProjectParts): readonly VirtualFile[] {
  const texts = {
    'spec/tools.yaml': spec,
    ...handlers,
    ...scripts,
    'package.json': packageJson(name, dependencies),
    'tsconfig.json': tsconfig,
    'tsconfig.build.json': buildConfig,
    'README.md': readme({ name, auth }),
    '.gitignore': gitignore,
    ...((auth !== 'none' || Object.keys(variables).length > 0) && { '.env.example': envExample(auth, variables) }),
    '.github/workflows/ci.yml': workflow,
    ...extras,
  };
  return Object.entries(texts).map(([path, content]) => ({ path, content, ownership: 'scaffold' }));
}

const gitignore = `node_modules/
dist/
*.mcpb
.data/
.diglot-stage/
.env
*.log
`;

function envExample(auth: AuthKind, variables: Readonly<Record<string, string>>): string {
  const others = Object.entries(variables).map(([name, what]) => `# ${what}\n# ${name}=\n`);
  return `# For production. Copy to .env and fill in, then: node --env-file=.env dist/scripts/serve.js
NODE_ENV=production
# The https URL that people and both clouds reach the server by.
PUBLIC_URL=
${authVariables[auth].map((name) => `${name}=\n`).join('')}${others.join('')}`;
}
