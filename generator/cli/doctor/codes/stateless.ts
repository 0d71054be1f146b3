/** Revision 2026-07-28: no handshake. No client needs it yet, so a server without it passes with these skipped. */
export const statelessCodes = {
  'stateless/discover': {
    holds: 'server/discover names the supported versions.',
    why: 'It is how clients of this revision tell it from those with a handshake.',
    next: 'Answer with resultType, supportedVersions, capabilities, ttlMs and cacheScope.',
  },
  'stateless/list': {
    holds: 'tools/list answers without a handshake, and says how long it may be kept.',
    why: 'Clients keep the list by ttlMs and cacheScope, and refuse results without resultType.',
    next: 'Add resultType, ttlMs and cacheScope to the result.',
  },
  'stateless/version': {
    holds: 'An unknown version is answered 400, -32022, with the supported ones.',
    why: 'Clients choose another version from data.supported.',
    next: 'Answer so whatever the method is.',
  },
  'stateless/headers': {
    holds: 'A header that contradicts the body is answered 400, -32020.',
    why: 'Proxies decide by the headers; what they were told has to be what is done.',
    next: 'Compare Mcp-Method, Mcp-Name and MCP-Protocol-Version with the body.',
  },
  'stateless/method': {
    holds: 'An unknown method is answered 404, -32601.',
    why: 'Clients tell a server without the method from a URL without a server by it.',
    next: 'Answer 404 with the JSON-RPC error in the body.',
  },
  'stateless/call': {
    holds: 'A tool that only reads can be called without a handshake.',
    why: 'The result needs resultType in this revision.',
    next: 'Call it by hand, and read the log of the server.',
  },
} as const;
