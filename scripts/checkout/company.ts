import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../../generator/test/services/ports.js';
import { wholeNumber } from '../../generator/test/whole-number.js';
import { openDatabase, type ShopDatabase } from '../../handlers/shop/database.js';
import { startPostgres } from '../../handlers/shop/test-postgres.js';
import { startSharedIssuer } from '../replicas/issuer.js';
import { createReplica, type Replica } from '../replicas/replica.js';

/** The databases that the shop keeps its records in. */
const engines = ['libsql', 'postgres'] as const;
export type Engine = (typeof engines)[number];

/** What the scripts of this folder are asked for. */
export interface Task {
  /** How many of what the script is about. */
  readonly count: number;
  readonly engines: readonly Engine[];
  readonly seed: number;
}

/** Reads `--<what> <count>`, `--database` (both where it names none) and `--seed`. Throws for another database. */
export function readTask(what: string, standard: string): Task {
  const { values } = parseArgs({
    options: {
      [what]: { type: 'string', default: standard },
      database: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const chosen = engines.filter((engine) => values['database'] === undefined || engine === values['database']);
  if (chosen.length === 0) throw new Error(`--database takes ${engines.join(' or ')}`);
  return { count: wholeNumber(String(values[what])), engines: chosen, seed: wholeNumber(String(values['seed'])) };
}

/** The built shop with a database and a payment provider of its own, all on loopback and thrown away at the end. */
export interface Company {
  readonly origin: string;
  readonly server: Replica;
  /** The file that the provider keeps its books in. */
  readonly ledger: string;
  /** Opens the shop's database beside the server. */
  openDatabase(): Promise<ShopDatabase>;
  /** A token of the person of this name. */
  mint(user: string): Promise<string>;
  close(): Promise<void>;
}

/** Prepares it; the server is not started yet. Needs what `npm run build` makes. */
export async function openCompany(engine: Engine): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-company-'));
  const postgres = engine === 'postgres' ? await startPostgres() : undefined;
  const databaseUrl = postgres?.url ?? `file:${join(folder, 'shop.db')}`;
  const ledger = `file:${join(folder, 'ledger.db')}`;
  const issuer = await startSharedIssuer();
  const port = await freePort();
  const env = { ...issuer.env, DATABASE_URL: databaseUrl, TEST_PAYMENTS_LEDGER: ledger };
  const server = createReplica({ port, nodeOptions: issuer.nodeOptions, env });
  return {
    origin: `http://127.0.0.1:${port}`,
    server,
    ledger,
    openDatabase: () => openDatabase(databaseUrl),
    mint: issuer.mint,
    async close() {
      await server.kill();
      await issuer.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
