import { copyShop, createProject, shopSpec } from '../project.js';
import { type Block, placeOf } from './markdown.js';

/** What strict TypeScript has against the blocks, each a module in the root of the shop; empty when nothing. */
export function typeErrorsOf(blocks: readonly Block[]): string {
  const project = createProject(shopSpec);
  try {
    copyShop(project);
    for (const [index, block] of blocks.entries()) {
      project.write(`block-${index}.ts`, `// ${placeOf(block)}\n${block.text}export {};\n`);
    }
    return project.typeErrors('block-*.ts');
  } finally {
    project.remove();
  }
}
