import type { Json, Service, ToolContract } from '../../../runtime/contract.js';
import type { Tool, ToolSpec } from '../../model.js';
import { type Lowering, lower } from '../../schema/lower.js';
import type { Emitter } from '../emitter.js';
import { lowering } from '../spec-views.js';
import { header, template } from '../text.js';
import { toolsTemplate } from './tools.hbs.js';

interface View {
  readonly service: Json;
  readonly tools: readonly { readonly name: string; readonly identifier: string; readonly handlerFile: string }[];
}

const render = template<View>(toolsTemplate);

/** tools.ts: the one table that both surfaces answer from. */
export const toolsEmitter: Emitter = {
  name: 'tools',
  emit: (spec) => {
    const tools = spec.tools.map(({ name, identifier }) => ({
      name,
      identifier,
      handlerFile: `../handlers/${name}.js`,
    }));
    const content = header + render({ service: serviceOf(spec), tools });
    return [{ path: 'generated/tools.ts', content, ownership: 'generated' }];
  },
};

function serviceOf(spec: ToolSpec): Json {
  const how = lowering(spec, 'runtime');
  const { title, version, description } = spec.info;
  return {
    title,
    version,
    description,
    serverUrl: spec.server.url,
    port: spec.server.port,
    auth: { ...spec.auth },
    schemas: Object.fromEntries(spec.schemas.map(({ name, type }) => [name, lower(type, how)])),
    tools: Object.fromEntries(spec.tools.map((tool) => [tool.name, contractOf(tool, how)])),
  } satisfies Holds<Service>;
}

function contractOf(tool: Tool, how: Lowering): Json {
  const { title, effect, access, scopes, callers, roles, expose, timeoutMs, rateLimit, maxResultChars } = tool;
  return {
    title,
    effect,
    access,
    scopes,
    callers,
    roles,
    expose,
    timeoutMs,
    ...(rateLimit !== undefined && { rateLimit: { ...rateLimit } }),
    maxResultChars,
    errors: Object.fromEntries(tool.errors.map(({ name, status, message }) => [name, { status, message }])),
    input: lower(tool.input, how),
    output: tool.output === 'content' ? tool.output : lower(tool.output, how),
  } satisfies Holds<ToolContract>;
}

/** JSON with exactly the keys of an interface of the runtime; the generated file holds their types. */
type Holds<T> = { readonly [Key in keyof T]: Json };
