import { sql } from 'kysely';
import type { FullText } from './full-text.js';
import { shortestTail } from './search-text.js';

/** SQLite's FTS5, ranked by bm25: a field counts ten times the one after it. */
export const fts5: FullText = {
  byteOrder: 'binary',

  async replaceAll(trx, texts) {
    await sql`delete from product_search`.execute(trx);
    for (const { product_id, name, keywords, description, tails } of texts) {
      await sql`insert into product_search values (${product_id}, ${name}, ${keywords}, ${description}, ${tails})`.execute(
        trx,
      );
    }
  },

  rank(words, needs) {
    const terms = words.map(({ plain, stem }) => {
      const fields = plain.length < shortestTail ? '{name keywords description} : ' : '';
      return `${fields}("${stem}" OR "${plain}"*)`;
    });
    const query = terms.join(needs === 'all' ? ' AND ' : ' OR ');
    return sql`
      select product_id, round(-1000000 * bm25(product_search, 0, 10, 1, 0.1, 0.01)) as score
      from product_search where product_search match ${query}`;
  },
};
