import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../generator/test/services/ports.js';
import { openDatabase, type ShopDatabase } from '../../handlers/shop/database.js';
import { startPostgres } from '../../handlers/shop/test-postgres.js';
import { startSharedIssuer } from '../replicas/issuer.js';
import { createReplica, type Replica } from '../replicas/replica.js';

/** The databases that the shop keeps its records in. */
const engines = ['libsql', 'postgres'] as const;
export type Engine = (typeof engines)[number];

/** The database that `--database` names, or both. Throws where it names none. */
export function chosenEngines(name: string | undefined): readonly Engine[] {
  const chosen = engines.filter((engine) => name === undefined || engine === name);
  if (chosen.length === 0) throw new Error(`--database takes ${engines.join(' or ')}`);
  return chosen;
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
