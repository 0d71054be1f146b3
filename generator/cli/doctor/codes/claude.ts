/** What Claude, and other MCP clients of today, need. */
export const claudeCodes = {
  'claude/http': {
    holds: 'POST answers initialize (Streamable HTTP).',
    why: "It is the transport of every current client. An OpenAPI URL pasted as a connector's URL fails here.",
    next: 'Serve MCP at /mcp over Streamable HTTP, and paste that URL into Settings > Connectors.',
  },
  'claude/url': {
    holds: 'The URL given is the one that Claude connects to.',
    why: 'Claude can do nothing with an OpenAPI document.',
    next: 'Paste the URL named here into Settings > Connectors.',
  },
  'claude/sse': {
    holds: 'GET /sse opens a stream whose events come at once (HTTP+SSE).',
    why: 'Older clients know this transport alone. A proxy that buffers holds its first event back for ever.',
    next: "Turn buffering and compression off for it: 'X-Accel-Buffering: no', proxy_buffering off (nginx), flush_interval -1 (Caddy), and a read timeout of some minutes.",
  },
  'claude/initialize': {
    holds: 'The handshake ends in a revision that clients know, with tools.',
    why: "Clients hang up on a revision they don't know, and don't ask for tools that are not among the capabilities.",
    next: "Answer protocolVersion with the client's where you know it, and capabilities with tools: {}.",
  },
  'claude/tools': {
    holds: 'tools/list has tools.',
    why: 'A connector without tools connects and does nothing.',
    next: 'Register the tools before the first client connects, and answer tools/list with them.',
  },
  'claude/names': {
    holds: 'Each tool has a name of its own: letters, digits, _ and -, at most 64.',
    why: 'One bad name hides all tools of the server.',
    next: 'Rename the tool, such as search_products.',
  },
  'claude/schemas': {
    holds:
      'Each inputSchema and outputSchema is an object without a union at its root, and its references lead somewhere.',
    why: 'One bad schema hides all tools of the server.',
    next: 'Make the root type: object; put oneOf, anyOf and allOf into properties, and definitions into the schema itself.',
  },
  'claude/hints': {
    holds: 'Each tool says readOnlyHint, destructiveHint and openWorldHint.',
    why: 'Clients ask before each call of a tool without them, ChatGPT refuses them in developer mode, and they are the first reason for rejection from directories.',
    next: 'Add annotations to the tool; with diglot they come from its effect.',
  },
  'claude/titles': {
    holds: 'Each tool has a title and a description.',
    why: 'People see the title, models choose by the description, and directories want both.',
    next: 'Add title and description to the tool.',
  },
  'claude/size': {
    holds: 'tools/list has less than 60 kB.',
    why: 'It stands in front of the model in every conversation before anyone says a word.',
    next: 'Shorten descriptions and output schemas, or split the server.',
  },
  'claude/token': {
    holds: 'The MCP surface takes the token.',
    why: 'A refused token shows as a connector that asks to sign in again and again.',
    next: "Compare the token's aud, iss, exp and scopes with what the server expects.",
  },
  'claude/call': {
    holds: 'A tool that only reads can be called.',
    why: 'The list can be perfect and the call still fail.',
    next: 'Call it by hand, and read the log of the server.',
  },
} as const;
