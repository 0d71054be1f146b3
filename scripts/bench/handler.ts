interface Search {
  readonly query: string;
  readonly limit: number;
  readonly offset: number;
}

/** Some 1 kB of products, made anew each time and asynchronous, as a real handler's are. */
export async function search({ query, limit, offset }: Search): Promise<unknown> {
  const products = Array.from({ length: limit }, (_, index) => ({
    id: `p-${offset + index}`,
    name: `${query}, number ${index}`,
    price_cents: 199 + index,
    unit: '1 l carton',
    in_stock: index % 3 !== 0,
    note: index % 2 === 0 ? null : 'keep cool',
  }));
  return { total: 120, products };
}
