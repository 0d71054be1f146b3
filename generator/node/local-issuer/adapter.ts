import type { AdapterFactory, AdapterPayload } from 'oidc-provider';
import { asRecord, readJsonObject, writePrivateJson } from './files.js';

interface Entry {
  readonly payload: AdapterPayload;
  /** Milliseconds since the epoch; absent for what does not expire. */
  readonly expiresAt?: number;
}

/** Kept over a restart, so that a client's cached registration and its refresh token go on working. */
const kept = new Set(['Client', 'Grant', 'RefreshToken']);

/**
 * The storage of oidc-provider: in memory, with clients, grants and refresh tokens also in the JSON file `file`, which is
 * up to date before the answer that a change belongs to is sent. `now` is in milliseconds.
 */
export function createAdapter(file: string, now: () => number = Date.now): AdapterFactory {
  const entries = new Map<string, Entry>(readEntries(file));
  const isLive = ({ expiresAt }: Entry) => expiresAt === undefined || expiresAt > now();
  const save = (model: string) => {
    for (const [key, entry] of entries) if (!isLive(entry)) entries.delete(key);
    if (!kept.has(model)) return;
    writePrivateJson(file, Object.fromEntries([...entries].filter(([key]) => kept.has(modelOf(key)))));
  };
  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const live = (key: string) => {
      const entry = entries.get(key);
      return entry !== undefined && isLive(entry) ? entry.payload : undefined;
    };
    const firstWith = (field: 'uid' | 'userCode', value: string) =>
      [...entries].find(
        ([key, entry]) => modelOf(key) === model && isLive(entry) && entry.payload[field] === value,
      )?.[1].payload;
    return {
      async upsert(id, payload, expiresIn) {
        const expiry = expiresIn === undefined ? {} : { expiresAt: now() + expiresIn * 1000 };
        entries.set(keyOf(id), { payload: model === 'Client' ? withoutScope(payload) : payload, ...expiry });
        save(model);
      },
      find: async (id) => live(keyOf(id)),
      findByUid: async (uid) => firstWith('uid', uid),
      findByUserCode: async (userCode) => firstWith('userCode', userCode),
      async consume(id) {
        const entry = entries.get(keyOf(id));
        if (entry === undefined) return;
        entries.set(keyOf(id), { ...entry, payload: { ...entry.payload, consumed: Math.floor(now() / 1000) } });
        save(model);
      },
      async destroy(id) {
        if (entries.delete(keyOf(id))) save(model);
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) {
          if (modelOf(key) === model && payload.grantId === grantId) entries.delete(key);
        }
        save(model);
      },
    };
  };
}

/** A registered scope would bar the client from asking for another one later, which MCP clients do after a 403. */
function withoutScope({ scope: _, ...payload }: AdapterPayload): AdapterPayload {
  return payload;
}

function modelOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

function readEntries(file: string): [string, Entry][] {
  return Object.entries(readJsonObject(file) ?? {}).flatMap(([key, value]): [string, Entry][] => {
    const { payload, expiresAt } = asRecord(value) ?? {};
    if (!kept.has(modelOf(key)) || asRecord(payload) === undefined) return [];
    // Written by createAdapter; oidc-provider checks a payload again when it reads it.
    return [[key, { payload: payload as AdapterPayload, ...(typeof expiresAt === 'number' && { expiresAt }) }]];
  });
}
