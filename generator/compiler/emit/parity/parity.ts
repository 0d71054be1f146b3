import type { Json } from '../../../runtime/contract.js';
import type { Example } from '../../model.js';
import type { Emitter } from '../emitter.js';
import { header, template } from '../text.js';
import { parityTemplate } from './parity.hbs.js';

const render = template<{ readonly examples: Json }>(parityTemplate);

/** parity.test.ts: that every surface answers alike. The suite itself is diglot/testing. */
export const parityEmitter: Emitter = {
  name: 'parity',
  emit: ({ tools }) => {
    const withExamples = tools.filter(({ examples }) => examples.length > 0);
    const examples = Object.fromEntries(withExamples.map((tool) => [tool.name, tool.examples.map(inputOf)]));
    return [{ path: 'generated/parity.test.ts', content: header + render({ examples }), ownership: 'generated' }];
  },
};

function inputOf({ name, input, result }: Example): Json {
  return { name, input, ...(result.kind === 'error' && { error: result.name }) };
}
