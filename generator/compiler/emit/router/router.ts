import type { Emitter } from '../emitter.js';
import { header, template } from '../text.js';
import { routerTemplate } from './router.hbs.js';

interface View {
  readonly tools: readonly { readonly name: string; readonly path: string }[];
}

const render = template<View>(routerTemplate);

/** router.ts: a Hono router over the tool table. */
export const routerEmitter: Emitter = {
  name: 'router',
  emit: (spec) => {
    const exposed = spec.tools.filter((tool) => tool.expose.includes('rest'));
    const tools = exposed.map(({ name }) => ({ name, path: `/tools/${name}` }));
    return [{ path: 'generated/router.ts', content: header + render({ tools }), ownership: 'generated' }];
  },
};
