/** The asserted formats. Every expression is linear: no two repetitions can match the same text. */

const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const time = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[zZ]|([+-])(\d{2}):(\d{2}))$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const [, year, month, day] = date.exec(text) ?? [];
  if (year === undefined) return false;
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = Number(month) === 2 && leap ? 29 : (daysInMonth[Number(month) - 1] ?? 0);
  return Number(day) >= 1 && Number(day) <= days;
}

/** RFC 3339 full-time; a leap second only at the end of a UTC day. */
function isTime(text: string): boolean {
  const found = time.exec(text);
  if (found === null) return false;
  const [hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const [zoneHour, zoneMinute] = [Number(found[5] ?? 0), Number(found[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return false;
  if (second < 60) return true;
  const offset = (zoneHour * 60 + zoneMinute) * (found[4] === '-' ? -1 : 1);
  return (((hour * 60 + minute - offset) % 1440) + 1440) % 1440 === 1439;
}

function isDateTime(text: string): boolean {
  return /^.{10}[tT]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const localPart = new RegExp(
  `^(?:${atom}(?:\\.${atom})*|"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\x20-\\x7e])*")$`,
);
const hostName =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

/** RFC 5321 mailbox: local part, and a host name or an address literal. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (at < 1 || local.length > 64 || !localPart.test(local)) return false;
  if (!domain.startsWith('[')) return hostName.test(domain);
  const literal = domain.endsWith(']') ? domain.slice(1, -1) : '';
  return /^ipv6:/i.test(literal) ? isIpv6(literal.slice(5)) : ipv4.test(literal);
}

/** RFC 4291, with an IPv4 tail where it may stand; no zone. */
function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const tail = last.includes('.') && !text.endsWith('::');
  if (tail && !ipv4.test(last)) return false;
  const words = tail ? groups.slice(0, -1) : groups;
  if (!words.every((word) => /^[0-9A-Fa-f]{1,4}$/.test(word))) return false;
  const count = words.length + (tail ? 2 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}

const uriCharacters = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#[\]-]|%[0-9A-Fa-f]{2})*$/;
const uriParts = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([^#]*))?$/;
const authority = /^(?:[A-Za-z0-9._~!$&'()*+,;=:%-]*@)?(?:\[([^\]]*)\]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(?::\d*)?$/;

/** RFC 3986 URI, with a scheme. */
function isUri(text: string): boolean {
  if (!uriCharacters.test(text)) return false;
  const parts = uriParts.exec(text);
  if (parts === null) return false;
  const [, , host, path = '', query = '', fragment = ''] = parts;
  if (/[[\]]/.test(path + query + fragment)) return false;
  if (host === undefined) return true;
  const address = authority.exec(host);
  return (
    address !== null &&
    (address[1] === undefined ||
      isIpv6(address[1]) ||
      /^[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+$/.test(address[1]))
  );
}

/** An asserted format: what a value of it is called, and whether a text is one. */
export interface Format {
  readonly noun: string;
  test(text: string): boolean;
}

/** Name of each asserted format to the format. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['date', { noun: 'a date, such as 2026-01-31', test: isDate }],
  ['time', { noun: 'a time with its offset, such as 09:30:00Z', test: isTime }],
  ['date-time', { noun: 'a date and time with its offset, such as 2026-01-31T09:30:00Z', test: isDateTime }],
  ['email', { noun: 'an email address', test: isEmail }],
  ['uuid', { noun: 'a UUID', test: (text) => uuid.test(text) }],
  ['uri', { noun: 'an absolute URI', test: isUri }],
  ['ipv4', { noun: 'an IPv4 address', test: (text) => ipv4.test(text) }],
  ['ipv6', { noun: 'an IPv6 address', test: isIpv6 }],
]);
