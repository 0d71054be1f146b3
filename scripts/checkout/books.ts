import { createClient } from '@libsql/client';
import type { ShopDatabase } from '../../handlers/shop/database.js';
import { chargeIdOf } from '../../handlers/shop/test-payments.js';

/** What the shop's database and the provider's ledger say. */
export interface Books {
  readonly orders: number;
  readonly charges: number;
  /** What does not add up. */
  readonly faults: readonly string[];
}

/** The stock of every product. */
export async function readStock(db: ShopDatabase): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('products').select(['id', 'stock']).execute();
  return new Map(rows.map(({ id, stock }) => [id, stock]));
}

/** Charges that are not settled. */
export async function openCharges(db: ShopDatabase): Promise<number> {
  return (await db.selectFrom('outbox').select('order_id').execute()).length;
}

/**
 * Holds the shop against the provider: each charge is one order of that amount, each order one charge, each piece that left
 * the stock is in an order, and nothing is open.
 */
export async function reconcile(
  db: ShopDatabase,
  ledger: string,
  stockBefore: ReadonlyMap<string, number>,
): Promise<Books> {
  const client = createClient({ url: ledger });
  const { rows } = await client.execute("select key, amount from charges where outcome = 'charged'");
  client.close();
  const charges = new Map(rows.map((row) => [chargeIdOf(String(row['key'])), Number(row['amount'])]));
  const orders = await db.selectFrom('orders').select(['id', 'charge_id', 'total']).execute();
  const lines = await db
    .selectFrom('order_lines')
    .select(['order_id', 'product_id', 'quantity', 'unit_price'])
    .execute();
  const stock = await readStock(db);
  const faults: string[] = [];
  const open = await openCharges(db);
  if (open > 0) faults.push(`${open} charges are not settled`);
  const paid = new Set<string>();
  for (const { id, charge_id, total } of orders) {
    if (paid.has(charge_id)) faults.push(`order ${id}: its charge pays another one too`);
    paid.add(charge_id);
    if (charges.get(charge_id) !== total) faults.push(`order ${id}: ${charges.get(charge_id)} charged, not ${total}`);
    const own = lines.filter((line) => line.order_id === id);
    const sum = own.reduce((all, { quantity, unit_price }) => all + quantity * unit_price, 0);
    if (sum !== total) faults.push(`order ${id}: its lines come to ${sum}, not ${total}`);
  }
  for (const id of charges.keys()) if (!paid.has(id)) faults.push(`charge ${id}: there is no order for it`);
  for (const [id, before] of stockBefore) {
    const sold = lines.filter((line) => line.product_id === id).reduce((all, { quantity }) => all + quantity, 0);
    if (stock.get(id) !== before - sold) faults.push(`${id}: ${stock.get(id)} in stock, not ${before} - ${sold}`);
  }
  return { orders: orders.length, charges: charges.size, faults };
}
