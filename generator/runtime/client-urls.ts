/** What clients are given to find a server by. */
export interface ClientUrls {
  /** For ChatGPT's importer. */
  readonly openapi31: string;
  /** For importers that still read OpenAPI 3.0. */
  readonly openapi: string;
  readonly mcp: string;
}

/** The URLs of the server at `baseUrl`. */
export function clientUrls(baseUrl: string): ClientUrls {
  return {
    openapi31: `${baseUrl}/.well-known/openapi-3.1.json`,
    openapi: `${baseUrl}/.well-known/openapi.json`,
    mcp: `${baseUrl}/sse`,
  };
}

/**
 * Whether a vendor's cloud can call `url`, as far as its form tells: https on the default port under a public name.
 * ChatGPT takes no port.
 */
export function isPublicHttps(url: string): boolean {
  const { protocol, hostname, port } = new URL(url);
  const isName = /^([^.]+\.)+[a-z][a-z0-9-]*$/.test(hostname) && !/\.(local|localhost|internal|test)$/.test(hostname);
  return protocol === 'https:' && port === '' && isName;
}
