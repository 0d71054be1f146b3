import { senderTo, type Way, ways } from '../../generator/test/mcp-load/ways.js';
import { bearer, post } from '../../generator/testing/client.js';

/** REST, with its answers in the form of MCP's. */
const rest: Way = {
  name: 'POST /tools',
  open: async (sender, token) => ({
    async ask(id, input, tool = '') {
      const response = await post(sender, `/tools/${tool}`, input, bearer(token));
      const body: unknown = await response.json();
      return response.ok ? { id, result: { structuredContent: body } } : { id, error: body };
    },
    close: async () => {},
  }),
};

/** Every way of a client to the shop over HTTP. */
export const shopWays: readonly Way[] = [rest, ...ways];

export { senderTo };
