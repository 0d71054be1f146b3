const longestHeader = 16 * 1024;

/** The token of an `Authorization: Bearer` header (RFC 6750, section 2.1); undefined for any other form or over 16 KiB. */
export function bearerToken(header: string): string | undefined {
  if (header.length > longestHeader) return undefined;
  return /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header)?.[1];
}
