import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../http.js';
import { prepare } from './prepared.js';

const get = (known?: string) =>
  new Request('http://localhost/document', { headers: known === undefined ? {} : { 'if-none-match': known } });

describe('a prepared document', () => {
  it('is readable JSON that any page may read and must ask for again', async () => {
    const response = await prepare({ name: 'Grüße' }).respond(get());
    expect(await response.text()).toBe('{\n  "name": "Grüße"\n}\n');
    expect(Object.fromEntries(response.headers)).toEqual({
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      'content-type': 'application/json',
      ...securityHeaders,
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
  });

  it('has a tag of its content', async () => {
    const tags = await Promise.all(
      [{ a: 1 }, { a: 1 }, { a: 2 }].map(async (document) =>
        (await prepare(document).respond(get())).headers.get('etag'),
      ),
    );
    expect(tags[0]).toBe(tags[1]);
    expect(tags[0]).not.toBe(tags[2]);
  });

  it.each<[string, (tag: string) => string, number]>([
    ['its tag', (tag) => tag, 304],
    ['its weak tag', (tag) => `W/${tag}`, 304],
    ['a list with its tag', (tag) => `"other", ${tag}`, 304],
    ['any tag', () => '*', 304],
    ['another tag', () => '"other"', 200],
    ['its tag without quotes', (tag) => tag.slice(1, -1), 200],
  ])('asked for with %s', async (_name, known, status) => {
    const prepared = prepare({ a: 1 });
    const tag = (await prepared.respond(get())).headers.get('etag') ?? '';
    const response = await prepared.respond(get(known(tag)));
    expect(response.status).toBe(status);
    expect(response.headers.get('etag')).toBe(tag);
    expect((await response.text()) === '').toBe(status === 304);
  });
});
