/** How a client finds out where to sign in. */
export const metadataCodes = {
  'metadata/challenge': {
    holds: 'A call without a token is answered 401 with WWW-Authenticate, which names the metadata.',
    why: 'MCP clients start the sign-in from it; without, they show an error.',
    next: 'Answer 401 with WWW-Authenticate: Bearer resource_metadata="https://.../.well-known/oauth-protected-resource"',
  },
  'metadata/resource': {
    holds: 'The Protected Resource Metadata (RFC 9728) can be fetched.',
    why: 'Without it a client does not know who issues tokens.',
    next: 'Serve /.well-known/oauth-protected-resource, and the same with the path of the endpoint behind it, with resource and authorization_servers.',
  },
  'metadata/audience': {
    holds: 'It names this very endpoint as the resource.',
    why: 'Clients ask for a token for that resource. Where it is another, they stop, or get a token that the server refuses: wrong audience.',
    next: 'Let resource be the URL that clients are given, byte for byte; with diglot, set PUBLIC_URL.',
  },
  'metadata/issuer': {
    holds: 'The metadata of the authorization server can be fetched and is its own.',
    why: 'It is where a client learns where to send people.',
    next: "Let authorization_servers name the issuer exactly as its own metadata's issuer does, over https.",
  },
  'metadata/sign-in': {
    holds: 'It has authorization and token endpoint over https, and PKCE with S256.',
    why: 'Both clients sign in with an authorization code and PKCE, and refuse the rest.',
    next: 'Turn on the authorization code flow with PKCE (S256) at the issuer.',
  },
  'metadata/registration': {
    holds: 'A client can register itself.',
    why: 'Otherwise each needs a client id by hand: Claude under Advanced settings of the connector.',
    next: 'Register the clients with the issuer, and enter their ids; for Entra see docs/entra.md.',
  },
} as const;
