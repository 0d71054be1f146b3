/** The npm package by which a client that starts local commands alone reaches a server, in the version it was tried with. */
export const mcpRemote = 'mcp-remote@0.15.1';
