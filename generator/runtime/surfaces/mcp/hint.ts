import { type HttpAnswer, privateHeaders } from '../../http.js';
import type { Runtime } from '../../tool.js';

/** Which client takes which URL of this server. */
export function whichUrl({ baseUrl }: Runtime): string {
  return (
    `Claude and other MCP clients take ${baseUrl}/sse or ${baseUrl}/mcp. ` +
    `ChatGPT's actions take ${baseUrl}/.well-known/openapi-3.1.json instead ` +
    `(importers that read OpenAPI 3.0: ${baseUrl}/.well-known/openapi.json).`
  );
}

/** 406 for whoever opens this URL in a browser or pastes it where it does not belong. */
export function hintAnswer(runtime: Runtime, requestId: string): HttpAnswer {
  const body = `This URL speaks MCP (${runtime.service.title}). ${whichUrl(runtime)}\n`;
  return { status: 406, headers: privateHeaders('text/plain; charset=utf-8', requestId), body };
}
