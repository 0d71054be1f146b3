import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { ShopDatabase } from './database.js';
import { reasonOf } from './database-fault.js';
import { engineOf } from './engine.js';

/** Brings the tables to the newest form, forward only. Throws when a migration fails or the file is of a newer shop. */
export async function migrate(db: ShopDatabase): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'start';
  throw new Error(`The database could not be migrated (${failed}): ${reasonOf(error)}`, { cause: error });
}

/** In order of name. A migration that was released is never edited. */
const migrations: Record<string, Migration> = {
  '0001-catalogue': { up: createCatalogue },
  '0002-carts': { up: createCarts },
  '0003-orders': { up: createOrders },
  '0004-idempotency': { up: createIdempotency },
  '0005-search': { up: createSearch },
  '0006-outbox': { up: createOutbox },
};

async function createCatalogue(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('products')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('keywords', 'text', (column) => column.notNull())
    .addColumn('price', 'integer', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('deal_price', 'integer')
    .addColumn('deal_weekday', 'integer')
    .addColumn('stock', 'integer', (column) => column.notNull())
    .addCheckConstraint('products_stock', sql`stock >= 0`)
    .addCheckConstraint('products_deal', sql`deal_price is null or (deal_price < price and deal_weekday is not null)`)
    .execute();
  await db.schema.createIndex('products_by_stock').on('products').column('stock').execute();
}

async function createCarts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('carts')
    .addColumn('owner', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('cart_lines')
    .addColumn('owner', 'text', (column) => column.notNull().references('carts.owner'))
    .addColumn('product_id', 'text', (column) => column.notNull().references('products.id'))
    .addColumn('quantity', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('cart_lines_key', ['owner', 'product_id'])
    .addCheckConstraint('cart_lines_quantity', sql`quantity >= 1`)
    .execute();
}

async function createOrders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('payment_methods')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('provider_reference', 'text', (column) => column.notNull())
    .addColumn('brand', 'text', (column) => column.notNull())
    .addColumn('last4', 'text', (column) => column.notNull())
    .addColumn('is_default', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('payment_methods_once', ['owner', 'provider_reference'])
    .execute();
  await db.schema
    .createTable('orders')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('payment_method_id', 'text', (column) => column.notNull().references('payment_methods.id'))
    .addColumn('charge_id', 'text', (column) => column.notNull())
    .addColumn('placed_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('orders_by_owner').on('orders').columns(['owner', 'placed_at']).execute();
  await db.schema
    .createTable('order_lines')
    .addColumn('order_id', 'text', (column) => column.notNull().references('orders.id'))
    .addColumn('product_id', 'text', (column) => column.notNull().references('products.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('quantity', 'integer', (column) => column.notNull())
    .addColumn('unit_price', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('order_lines_key', ['order_id', 'product_id'])
    .execute();
}

async function createIdempotency(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('tool', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('arguments', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['owner', 'tool', 'key'])
    .execute();
}

/** Its columns are those of search-text.ts; PostgreSQL has all of the words in one. */
async function createSearch(db: Kysely<unknown>): Promise<void> {
  if (engineOf(db) === 'libsql') {
    const words = sql`unicode61 remove_diacritics 0`;
    await sql`
      create virtual table product_search using fts5 (
        product_id unindexed, name, keywords, description, tails, tokenize = "${words}", prefix = "2 3"
      )`.execute(db);
    return;
  }
  await db.schema
    .createTable('product_search')
    .addColumn('product_id', 'text', (column) => column.primaryKey().references('products.id'))
    .addColumn('words', sql`tsvector`, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('product_search_by_words').on('product_search').using('gin').column('words').execute();
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('order_id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('payment_method_id', 'text', (column) => column.notNull().references('payment_methods.id'))
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('lines', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('outbox_once', ['owner', 'key'])
    .execute();
  await db.schema.createIndex('outbox_by_due').on('outbox').column('due_at').execute();
}
