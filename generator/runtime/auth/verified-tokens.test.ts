import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bearer, callHttp, callRest } from '../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../testing/issuer.js';
import { createTestServer, type TestServer } from '../test-service.js';
import { VerifiedTokens } from './verified-tokens.js';

describe('the tokens that were verified', () => {
  const later = (ms: number) => Date.now() + ms;
  let isKeyKnown = true;
  let tokens: VerifiedTokens<string>;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    isKeyKnown = true;
    tokens = new VerifiedTokens();
  });

  afterEach(() => vi.useRealTimers());

  const keep = (digest: string, expiresAt = later(3_600_000)) =>
    tokens.keep(digest, `who has ${digest}`, { expiresAt, isKeyKnown: () => isKeyKnown });

  it('are known for a minute', () => {
    keep('a');
    vi.setSystemTime(later(59_999));
    expect(tokens.find('a')).toBe('who has a');
    expect(tokens.find('b')).toBeUndefined();
    vi.setSystemTime(later(1));
    expect(tokens.find('a')).toBeUndefined();
  });

  it('are not known when they have expired', () => {
    keep('a', later(1000));
    vi.setSystemTime(later(1000));
    expect(tokens.find('a')).toBeUndefined();
  });

  it('are not known when the keys have been fetched anew', () => {
    keep('a');
    isKeyKnown = false;
    expect(tokens.find('a')).toBeUndefined();
    isKeyKnown = true;
    expect(tokens.find('a')).toBeUndefined();
  });

  it('are bounded in number: the oldest goes', () => {
    for (let index = 0; index < 5001; index++) keep(String(index));
    expect(tokens.find('0')).toBeUndefined();
    expect(tokens.find('1')).toBe('who has 1');
    expect(tokens.find('5000')).toBe('who has 5000');
  });
});

describe('a server', () => {
  let issuer: TestIssuer;
  let server: TestServer;

  beforeEach(async () => {
    issuer = await createTestIssuer();
    server = createTestServer({ issuer });
  });

  afterEach(async () => {
    vi.useRealTimers();
    await issuer.close();
  });

  const hello = { tool: 'echo', args: { text: 'a' } };
  const codeOf = async (token: string, call = callRest) => {
    const { outcome } = await call(server, { ...hello, token });
    return 'code' in outcome ? outcome.code : 'ok';
  };

  it('verifies a token once for all surfaces, and another one anew', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const token = await issuer.mint();
    // The keys come with the first verification; the second is the first that can be held against them.
    for (const call of [callRest, callHttp('/mcp')]) expect(await codeOf(token, call)).toBe('ok');
    expect(verify).toHaveBeenCalledTimes(2);
    for (const call of [callRest, callHttp('/mcp'), callHttp('/sse')]) expect(await codeOf(token, call)).toBe('ok');
    expect(verify).toHaveBeenCalledTimes(2);
    expect(await codeOf(`${token.slice(0, -4)}AAAA`)).toBe('invalid_token');
    expect(verify).toHaveBeenCalledTimes(3);
    verify.mockRestore();
  });

  it('verifies again when the keys have been fetched anew', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const token = await issuer.mint();
    for (let round = 0; round < 3; round++) await codeOf(token);
    expect(verify).toHaveBeenCalledTimes(2);
    // Long enough for an unknown key to be looked for, not for the verdict to end.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    expect(await codeOf(await issuer.mint({}, { kid: 'unknown' }))).toBe('invalid_token');
    expect(issuer.keyRequests()).toBe(2);
    expect(await codeOf(token)).toBe('ok');
    expect(verify).toHaveBeenCalledTimes(3);
    verify.mockRestore();
  });

  it('asks for scopes anew with each call', async () => {
    const reader = await issuer.mint({ scp: 'Notes.Read' });
    for (let round = 0; round < 3; round++) {
      expect(await codeOf(reader)).toBe('ok');
      const save = await server.send('/tools/save', { method: 'POST', headers: bearer(reader) });
      expect(save.status).toBe(403);
    }
  });

  it('forgets a token a minute after its end, as without the memory', async () => {
    const token = await issuer.mint({ exp: Math.floor(Date.now() / 1000) + 30 });
    expect([await codeOf(token), await codeOf(token)]).toEqual(['ok', 'ok']);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 95_000 });
    expect(await codeOf(token)).toBe('invalid_token');
  });
});
