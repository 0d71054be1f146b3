import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Shape } from '../source/shape.js';
import { date, email, httpsTemplate, semanticVersion, serverUrl, url } from './forms.js';

const forms = { url, httpsTemplate, serverUrl, email, semanticVersion };

function reads(form: Shape<string>, value: string): boolean {
  return form({ kind: 'scalar', span: { start: 0, end: 0 }, value }, () => undefined) !== undefined;
}

/** A text that the pattern of a form accepts, and others near it. */
function texts(form: Shape<string>) {
  const pattern = new RegExp(String(form.schema()['pattern']).replace('(?!\\.{1,2}(/|$))', ''), 'u');
  return fc.stringMatching(pattern, { maxLength: 60, size: 'small' });
}

/** Labels that start with xn-- claim to be Punycode, which no pattern can check. */
const isPlain = (text: string) => !/xn--/iu.test(text);

describe('an URL that is read is one', () => {
  test.each(['url', 'httpsTemplate', 'serverUrl'] as const)('%s', (name) => {
    const form = forms[name];
    let read = 0;
    fc.assert(
      fc.property(texts(form).filter(isPlain), (text) => {
        if (!reads(form, text)) return;
        read += 1;
        const filled = text.replace(/\{[^{}]*\}/gu, 'a1');
        expect(URL.canParse(filled), filled).toBe(true);
        const parsed = new URL(filled);
        expect(parsed.username + parsed.password).toBe('');
        if (form === serverUrl) expect(parsed.href.replace(/\/$/u, '')).toBe(text);
      }),
      { numRuns: 1000, seed: 3 },
    );
    expect(read).toBeGreaterThan(500);
  });
});

test.each([
  ['url', 'https://example.com', true],
  ['url', 'http://localhost:3000/a?b=c#d', true],
  ['url', 'https://127.0.0.1/', true],
  ['url', 'https://example.com/caf%C3%A9', true],
  ['url', 'https://[', false],
  ['url', 'https://', false],
  ['url', 'https://256.1.1.1', false],
  ['url', 'https://a.example:65536', false],
  ['url', 'https://user@a.example', false],
  ['url', 'https://a.example/%zz', false],
  ['url', 'https://a..example', false],
  ['url', 'javascript:alert(1)', false],
  ['httpsTemplate', 'https://login.microsoftonline.com/{tenant}/v2.0', true],
  ['httpsTemplate', 'https://{tenant}.ciamlogin.com/{tenant}/oauth2/v2.0/authorize?p=sign-in', true],
  ['httpsTemplate', 'https://{host}', true],
  ['httpsTemplate', 'https://{tenant', false],
  ['httpsTemplate', 'http://login.example.com', false],
  ['serverUrl', 'https://shop.example.com', true],
  ['serverUrl', 'https://shop.example.com/base/v1.0', true],
  ['serverUrl', 'https://shop.example.com/', false],
  ['serverUrl', 'https://shop.example.com/a/../b', false],
  ['serverUrl', 'https://shop.example.com//a', false],
  ['serverUrl', 'https://-.-', false],
  ['serverUrl', 'https://1.2.3.4.5', false],
  ['email', 'hello@shop.example.com', true],
  ['email', "o'brien+shop@example.co", true],
  ['email', '.a@example.com', false],
  ['email', 'a@b@example.com', false],
  ['email', 'a@-.com', false],
  ['semanticVersion', '1.0.0-rc.1+build.5', true],
  ['semanticVersion', '01.0.0', false],
  ['semanticVersion', '1.0.0-', false],
  ['semanticVersion', '1.0.0-01', false],
] as const)('%s %s: %s', (name, text, fine) => {
  expect(reads(forms[name], text)).toBe(fine);
});

test('a date is read when the calendar has it', () => {
  const day = fc.tuple(fc.nat(9999), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
  const leap = fc.tuple(fc.nat(9999), fc.constant(2), fc.constant(29));
  fc.assert(
    fc.property(fc.oneof(day, leap), (parts) => {
      const [year, month, date_] = parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'));
      const text = `${year}-${month}-${date_}`;
      const time = Date.parse(`${text}T00:00:00Z`);
      const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
      expect(reads(date, text), text).toBe(exists);
    }),
    { numRuns: 3000, seed: 5 },
  );
});
