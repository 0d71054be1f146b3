import type { Tool, ToolSpec } from '../../model.js';
import type { Emitter } from '../emitter.js';
import { lowering } from '../spec-views.js';
import { header, template } from '../text.js';
import { contractTemplate } from './contract.hbs.js';
import { createFills, type Fills } from './filled.js';
import type { PrintTypes } from './render-types.js';
import { argumentsComponent, typesText } from './types.js';

interface ToolView {
  readonly name: string;
  readonly description: string;
  readonly arguments: string;
  readonly input: string;
  readonly output: string | undefined;
  readonly errors: readonly string[];
}

interface View {
  /** Whether any tool returns content blocks. */
  readonly content: boolean;
  readonly tools: readonly ToolView[];
}

const render = template<View>(contractTemplate);

/** types.ts and contract.ts: what handlers are typed by. */
export const contractEmitter = (printTypes: PrintTypes): Emitter => ({
  name: 'contract',
  emit: (spec) => [
    { path: 'generated/types.ts', content: typesText(spec, printTypes), ownership: 'generated' },
    {
      path: 'generated/contract.ts',
      content: header + render(viewOf(spec)),
      ownership: 'generated',
    },
  ],
});

function viewOf({ tools, schemas }: ToolSpec): View {
  const fills = createFills(lowering({ schemas }, 'openapi-3.1').types);
  const views = tools.map((tool) => toolView(tool, fills));
  return {
    content: views.some(({ output }) => output === undefined),
    tools: views,
  };
}

function toolView(tool: Tool, fills: Fills): ToolView {
  const { name, description, output, errors } = tool;
  return {
    name,
    description,
    arguments: argumentsComponent(tool, fills),
    input: `${name}.input`,
    output: output === 'content' ? undefined : `${name}.output`,
    errors: errors.map((error) => error.name),
  };
}
