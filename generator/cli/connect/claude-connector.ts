import { type Connection, type SignIn, warnings } from './connection.js';
import { type Printout, type Section, sheet } from './sheet.js';

/** The form of a custom connector, and what its issuer has to know. */
export function connectClaudeConnector(connection: Connection): Printout {
  const { spec, baseUrl, urls, signIn } = connection;
  const sections: Section[] = [
    {
      heading: 'Settings > Connectors > Add custom connector',
      rows: [['Name', spec.info.title], ['URL', urls.mcp], ...clientFields(signIn)],
    },
    ...(signIn === undefined || signIn.issuer === 'local' ? [] : [registration(signIn, urls.mcp)]),
  ];
  return {
    text: sheet(`Claude: a custom connector, for ${spec.info.title} at ${baseUrl}`, sections),
    notes: warnings(connection, 'Claude'),
  };
}

function clientFields(signIn: SignIn | undefined): Section['rows'] {
  if (signIn === undefined) return [['Advanced settings', 'leave them empty: nobody signs in']];
  if (signIn.issuer === 'local') return [['Advanced settings', 'leave them empty: Claude registers itself']];
  return [
    ['OAuth Client ID', signIn.clientId ?? 'from the issuer, where the client is registered'],
    ['OAuth Client Secret', signIn.secret],
  ];
}

function registration({ issuer, scopes }: SignIn, mcpUrl: string): Section {
  const callback = 'https://claude.ai/api/mcp/auth_callback';
  const advertised = ['Scopes, as advertised', scopes.join(' ')] as const;
  if (issuer === 'other') return { heading: 'With the issuer', rows: [['Redirect URI', callback], advertised] };
  return {
    heading: 'Entra > App registrations',
    rows: [['Client: Redirect URI (Web)', callback], ['API: Application ID URI', mcpUrl], advertised],
    remarks: [
      'Claude names the MCP URL as the resource: Entra answers AADSTS9010010 unless that very URL is an Application ID URI',
      'of the API and the scopes are fully qualified.',
      ...(scopes.every((scope) => scope.startsWith(`${mcpUrl}/`))
        ? []
        : [
            `Should it still answer so, let the scopes begin with it as well: scopePrefix: ${mcpUrl}/ in spec/tools.yaml.`,
          ]),
    ],
  };
}
