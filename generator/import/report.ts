import { counted } from '../compiler/diagnostics/counted.js';
import type { Imported } from './imported.js';
import { countLosses, lossCodes } from './losses.js';

const cell = (text: string) => text.replace(/[|\\`<>]/g, '\\$&');
const mostListed = 20_000;

/** Text of IMPORT.md: what could not be carried over, where it stands in the source, and what was done instead. */
export function reportText({ losses, variables, tools }: Imported, source: string): string {
  const parts = countLosses(losses).map(([code, count]) => {
    const [what, instead] = lossCodes[code];
    const own = losses.filter((loss) => loss.code === code);
    const lines = own
      .slice(0, mostListed)
      .map(
        ({ at, what: found }) => `- \`${(at || '/').replaceAll('`', "'")}\`${found === '' ? '' : ` ${cell(found)}`}`,
      );
    const rest = own.length > mostListed ? [`- and ${own.length - mostListed} more`] : [];
    return `## ${code} (${count})\n\n${what} ${instead}\n\n${[...lines, ...rest].join('\n')}\n`;
  });
  const environment = Object.entries(variables).map(([name, what]) => `| \`${name}\` | ${cell(what)} |\n`);
  return `# Import

${counted(tools.length, 'tool')} from ${cell(source)}. The handlers forward to it; the caller's token never goes there.

${environment.length === 0 ? '' : `| variable | what it is for |\n|---|---|\n${environment.join('')}\n`}What follows could not be carried over, was changed, or wants a look. Places are JSON Pointers into the source.

${parts.join('\n')}`;
}
