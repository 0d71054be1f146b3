import { createProject, type Project, shopSpec } from '../project.js';
import { commit, git } from '../repository.js';

/** What the documents show of commands: each scene runs one and returns what it printed. */

type Scene = (project: Project) => string;

/** The first finding, without the count below. */
const finding: Scene = (project) => {
  project.write(
    'spec/tools.yaml',
    edited('  view_cart:\n', /^ {4}effect: read$/m, '    effect: read\n    timeout: 2m'),
  );
  return project.diglot('generate').stderr.split('\n\n')[0] ?? '';
};

const change: Scene = (project) => {
  git(project.root, 'init');
  commit(project.root, 'one');
  project.write(
    'spec/tools.yaml',
    edited('  add_to_cart:\n', 'minimum: 1, maximum: 100 }', 'minimum: 1, maximum: 50 }'),
  );
  const { stdout, stderr } = project.diglot('diff');
  return stdout + stderr;
};

const claudeDesktop: Scene = (project) => {
  const { stdout } = project.diglot('connect', 'claude-desktop');
  const { mcpServers } = JSON.parse(stdout);
  const { cornershop } = mcpServers;
  const [program, ...rest] = cornershop.args;
  if (!String(program).endsWith('/bin/diglot.js') || rest.at(-1) !== project.root) throw new Error(stdout);
  const args = ['/path/to/diglot/bin/diglot.js', ...rest.slice(0, -1), '/path/to/this/folder'];
  const shown = { mcpServers: { cornershop: { ...cornershop, command: '/usr/bin/node', args } } };
  return JSON.stringify(shown, null, 2);
};

const scenes: Readonly<Record<string, Scene>> = {
  'a timeout that ChatGPT gives up on': finding,
  'a bound that is tighter': change,
  'connect claude-desktop': claudeDesktop,
};

/** Plays a scene on a project of its own with the shop's spec. */
export function play(name: string): string {
  const scene = scenes[name];
  if (scene === undefined) throw new Error(`There is no scene '${name}'. Known: ${Object.keys(scenes).join('; ')}.`);
  const project = createProject(shopSpec);
  try {
    return `${scene(project).trimEnd()}\n`;
  } finally {
    project.remove();
  }
}

/** The shop's spec with the first `old` after `place` replaced. */
function edited(place: string, old: string | RegExp, now: string): string {
  const start = shopSpec.indexOf(place);
  const text = shopSpec.slice(0, start) + shopSpec.slice(start).replace(old, now);
  if (start < 0 || text === shopSpec) throw new Error(`the shop has no ${old} after ${place}`);
  return text;
}
