/** The resource server's identifiers: its base URL and the endpoints that MCP clients name. */
export function resourcesOf(baseUrl: string): readonly string[] {
  const base = withoutSlash(baseUrl);
  return [base, `${base}/mcp`, `${base}/sse`];
}

/** The one of `resources` that `indicator` names, by itself or with the final slash that URL parsers add. */
export function findResource(resources: readonly string[], indicator: string): string | undefined {
  const wanted = URL.canParse(indicator) ? withoutSlash(new URL(indicator).href) : indicator;
  return resources.find((resource) => resource === wanted || withoutSlash(new URL(resource).href) === wanted);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
