import type { Tool, ToolSpec } from '../../model.js';
import type { Lowering } from '../../schema/lower.js';
import type { Emitter } from '../emitter.js';
import { hasDefault, lowering } from '../spec-views.js';
import { header, template } from '../text.js';
import { contractTemplate } from './contract.hbs.js';
import { typesText } from './types.js';

interface ToolView {
  readonly name: string;
  readonly description: string;
  readonly input: string;
  readonly output: string | undefined;
  /** Root properties with a default: a caller may leave them out. */
  readonly defaulted: readonly string[];
  readonly errors: readonly string[];
}

interface View {
  /** Whether any tool returns content blocks. */
  readonly content: boolean;
  /** Whether any input has a default. */
  readonly defaults: boolean;
  readonly tools: readonly ToolView[];
}

const render = template<View>(contractTemplate);

/** types.ts and contract.ts: what handlers are typed by. */
export const contractEmitter: Emitter = {
  name: 'contract',
  emit: async (spec) => [
    { path: 'generated/types.ts', content: await typesText(spec), ownership: 'generated' },
    {
      path: 'generated/contract.ts',
      content: header + render(viewOf(spec)),
      ownership: 'generated',
    },
  ],
};

function viewOf({ tools, schemas }: ToolSpec): View {
  const { types } = lowering({ schemas }, 'openapi-3.1');
  const views = tools.map((tool) => toolView(tool, types));
  return {
    content: views.some(({ output }) => output === undefined),
    defaults: views.some(({ defaulted }) => defaulted.length > 0),
    tools: views,
  };
}

function toolView({ name, description, input, output, errors }: Tool, types: Lowering['types']): ToolView {
  return {
    name,
    description,
    input: `${name}.input`,
    output: output === 'content' ? undefined : `${name}.output`,
    defaulted: input.properties
      .filter(({ type, required }) => !required && hasDefault(type, types))
      .map((property) => property.name),
    errors: errors.map((error) => error.name),
  };
}
