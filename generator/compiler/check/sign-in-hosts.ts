/** Root domains that ChatGPT excepts. */
const providers = [
  'microsoftonline.com',
  'windows.net',
  'microsoftonline.us',
  'ciamlogin.com',
  'b2clogin.com',
  'live.com',
  'google.com',
  'googleapis.com',
  'adobe.com',
  'adobelogin.com',
];

/** The host of a URL in lower case, with any placeholder in it; empty when there is none. */
export function hostOf(url: string): string {
  return /^https?:\/\/([^/:?#]+)/.exec(url.replace(/\{[^{}]*\}/g, 'x'))?.[1]?.toLowerCase() ?? '';
}

/** The last two labels of a host; three under second levels such as co.uk. */
export function rootDomain(host: string): string {
  const labels = host.split('.');
  const second = labels.at(-2) ?? '';
  const isShared = labels.at(-1)?.length === 2 && /^(ac|co|com|edu|gov|net|or|org)$/.test(second);
  return labels.slice(isShared ? -3 : -2).join('.');
}

/** Whether ChatGPT takes a sign-in on this host for an API on this root domain. */
export function isSignInHost(host: string, domain: string): boolean {
  return [domain, ...providers].some((known) => host === known || host.endsWith(`.${known}`));
}
