import { type Connection, type SignIn, warnings } from './connection.js';
import { type Printout, type Section, sheet } from './sheet.js';

/** The forms of a GPT's actions (ChatGPT Enterprise, custom GPTs). */
export function connectChatgpt(connection: Connection): Printout {
  const { spec, baseUrl, urls, signIn } = connection;
  const { title, privacyUrl } = spec.info;
  const sections: Section[] = [
    {
      heading: 'Configure > Actions > Import from URL',
      rows: [
        ['OpenAPI 3.1', urls.openapi31],
        ['An importer that reads 3.0', urls.openapi],
      ],
      remarks: [`Never the MCP URL (${urls.mcp}): actions read OpenAPI alone, and it would show no tool.`],
    },
    ...(signIn === undefined ? [noSignIn] : oauth(signIn)),
    ...(privacyUrl === undefined ? [] : [{ heading: 'Privacy policy', rows: [['URL', privacyUrl]] } as const]),
  ];
  return {
    text: sheet(`ChatGPT: actions of a GPT, for ${title} at ${baseUrl}`, sections),
    notes: warnings(connection, 'ChatGPT'),
  };
}

const noSignIn: Section = { heading: 'Configure > Actions > Authentication', rows: [['Authentication type', 'None']] };

function oauth({ issuer, clientId, secret, authorizationUrl, tokenUrl, scopes }: SignIn): readonly Section[] {
  const form: Section = {
    heading: 'Configure > Actions > Authentication > OAuth',
    rows: [
      ['Client ID', clientId ?? 'from the issuer, where the client is registered'],
      ['Client Secret', secret],
      ['Authorization URL', authorizationUrl],
      ['Token URL', tokenUrl],
      ['Scope', [...scopes, 'offline_access'].join(' ')],
      ['Token Exchange Method', 'Default (POST request)'],
    ],
  };
  if (issuer === 'local') return [form];
  const place = issuer === 'entra' ? 'Entra > App registrations > Authentication, platform Web' : 'With the issuer';
  const callbacks: Section = {
    heading: `${place}: register both, with the id in place of {gpt-id}`,
    rows: [
      ['Redirect URI', 'https://chatgpt.com/aip/{gpt-id}/oauth/callback'],
      ['', 'https://chat.openai.com/aip/{gpt-id}/oauth/callback'],
    ],
    remarks: ['ChatGPT shows the URL with the id below the form, once it is saved.'],
  };
  return [form, callbacks];
}
