import type { Emitter } from '../emitter.js';
import { template } from '../text.js';
import { appTemplate, handlerTemplate } from './handler.hbs.js';

const renderHandler = template<{ readonly name: string; readonly identifier: string; readonly description: string }>(
  handlerTemplate,
);
const renderApp = template<object>(appTemplate);

/** A typed stub per tool and the app they share, each written only where no file is yet. */
export const handlersEmitter: Emitter = {
  name: 'handlers',
  emit: (spec) => [
    { path: 'handlers/app.ts', content: renderApp({}), ownership: 'scaffold' },
    ...spec.tools.map(({ name, identifier, description }) => ({
      path: `handlers/${name}.ts`,
      content: renderHandler({ name, identifier, description }),
      ownership: 'scaffold' as const,
    })),
  ],
};
