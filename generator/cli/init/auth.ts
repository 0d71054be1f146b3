/** How the callers of a new project prove who they are. */
export const authKinds = ['none', 'local', 'entra'] as const;
export type AuthKind = (typeof authKinds)[number];

/** What each kind means, for a person who chooses. */
export const authMeanings: Readonly<Record<AuthKind, string>> = {
  none: 'everybody may call; for public data alone',
  local: 'a local issuer on this machine, an OAuth 2 issuer of your own in production',
  entra: 'a local issuer on this machine, Microsoft Entra ID in production',
};

/** The environment variables that say who issues tokens in production; while all are unset a local issuer runs. */
export const authVariables: Readonly<Record<AuthKind, readonly string[]>> = {
  none: [],
  local: ['AUTH_AUDIENCE'],
  entra: ['ENTRA_TENANT_ID', 'ENTRA_CLIENT_ID'],
};

/** The block `auth` of a spec, with a final line end. `scopes`: each with what it allows, as people read it. */
export function authText(kind: AuthKind, scopes: Readonly<Record<string, string>>): string {
  if (kind === 'none') return 'auth: none\n';
  const lines = Object.entries(scopes).map(([name, meaning]) => `      ${name}: ${JSON.stringify(meaning)}\n`);
  const listed = lines.length === 0 ? '    scopes: {}\n' : `    scopes:\n${lines.join('')}`;
  return `${kind === 'entra' ? entraHead : localHead}${listed}${kind === 'entra' ? entraTail : localTail}`;
}

const entraHead = `# While the two variables below are unset, npm start runs a local issuer in place of Microsoft Entra ID.
auth:
  oauth2:
    issuers:
      - https://login.microsoftonline.com/{tenant}/v2.0
      - https://sts.windows.net/{tenant}/
    authorizationUrl: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize
    tokenUrl: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token
    audience: ["{client}", "api://{client}"]
    scopePrefix: api://{client}/
`;

const entraTail = '    variables: { tenant: ENTRA_TENANT_ID, client: ENTRA_CLIENT_ID }\n';

const localHead = `# While AUTH_AUDIENCE is unset, npm start runs a local issuer. For production: the addresses of your own.
auth:
  oauth2:
    issuers: [https://login.example.com/]
    authorizationUrl: https://login.example.com/authorize
    tokenUrl: https://login.example.com/token
    audience: ["{audience}"]
`;

const localTail = '    variables: { audience: AUTH_AUDIENCE }\n';
