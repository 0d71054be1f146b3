import { describe, expect, it } from 'vitest';
import { Capacity, type Standing } from './capacity.js';
import type { Caller } from './contract.js';

const callerOf = (subject: string, kind: Caller['kind'] = 'user'): Caller => ({
  ...{ tenant: 't', subject, clientId: 'c', scopes: [], roles: [], kind },
});

describe('the calls of one caller', () => {
  const fill = (capacity: Capacity, standing: Standing, count: number) =>
    Array.from({ length: count }, () => capacity.enter(standing)).filter((refusal) => refusal !== undefined);

  it('are 250 at once, whatever token each comes with; others are served', () => {
    const capacity = new Capacity();
    expect(fill(capacity, capacity.standingOf(callerOf('ann')), 250)).toEqual([]);
    const again = capacity.standingOf(callerOf('ann'));
    expect(capacity.enter(again)).toMatchObject({ name: 'too_many_calls', status: 429, retryAfterSeconds: 1 });
    expect(capacity.enter(capacity.standingOf(callerOf('bob')))).toBeUndefined();
    capacity.leave(again);
    expect(capacity.enter(again)).toBeUndefined();
    expect(capacity.running).toBe(251);
  });

  it('who come without a token are held by the server alone', () => {
    const capacity = new Capacity();
    const nobody = capacity.standingOf(callerOf('', 'anonymous'));
    expect(fill(capacity, nobody, 1000)).toEqual([]);
    expect(capacity.enter(nobody)).toMatchObject({ name: 'unavailable', status: 503, retryAfterSeconds: 1 });
  });

  it('are counted right though ten thousand others came in between', () => {
    const capacity = new Capacity({ inAll: 20_000, perCaller: 2 });
    const ann = capacity.standingOf(callerOf('ann'));
    expect(fill(capacity, ann, 2)).toEqual([]);
    for (let index = 0; index < 10_001; index++) capacity.standingOf(callerOf(`someone ${index}`));
    expect(capacity.enter(capacity.standingOf(callerOf('ann')))).toMatchObject({ name: 'too_many_calls' });
  });
});
