import { z } from 'zod';
import { search } from '../../dist/scripts/bench/handler.js';

// The tools of scripts/bench/project.ts in zod, as these servers take them: the same checks, the same handler.

export { report } from '../../dist/scripts/bench/servers/report.js';

export const names = Array.from({ length: 6 }, (_, index) => `search_products_${index}`);
export const title = 'Search products';
export const description = 'Finds products by words, category and price. Answers a page of them with prices in cents.';
export const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

export const input = {
  query: z.string().min(1).max(200).describe('What to look for, in the words of the person.'),
  category: z.enum(['any', 'bakery', 'dairy', 'drinks', 'fruit']).default('any'),
  sort: z.enum(['relevance', 'price', 'name']).default('relevance'),
  limit: z.int().min(1).max(50).default(10),
  offset: z.int().min(0).max(10_000).default(0),
};

const product = z.object({
  id: z.string(),
  name: z.string(),
  price_cents: z.int().min(0),
  unit: z.string(),
  in_stock: z.boolean(),
  note: z.string().nullable(),
});
export const output = { total: z.int().min(0), products: z.array(product) };

export async function call(found) {
  const structuredContent = await search(found);
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}
