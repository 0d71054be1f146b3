import { sql } from 'kysely';
import type { FullText } from './full-text.js';
import { type SearchText, shortestTail } from './search-text.js';

/** Of the labels D (tails), C (description), B (keywords) and A (name): each counts ten times the one before it. */
const weights = '{0.001, 0.01, 0.1, 1}';

/** The beginning of a word counts for this much of the whole word. */
const share = 0.3;

/** PostgreSQL's tsvector. Its parser and dictionaries have no part: the words come as words.ts takes them apart. */
export const tsvector: FullText = {
  byteOrder: 'C',

  async replaceAll(trx, texts) {
    const rows = texts.map((text) => sql`(${text.product_id}, cast(${vectorOf(text)} as tsvector))`);
    await sql`delete from product_search`.execute(trx);
    await sql`insert into product_search (product_id, words) values ${sql.join(rows)}`.execute(trx);
  },

  rank(words, needs) {
    const whole = words.map(({ stem }) => `'${stem}'`);
    const begun = words.map(({ plain }) => `'${plain}':*${plain.length < shortestTail ? 'ABC' : ''}`);
    const query = whole.map((term, index) => `(${term} | ${begun[index]})`).join(needs === 'all' ? ' & ' : ' | ');
    const rankOf = (terms: readonly string[]) =>
      sql`ts_rank(cast(${weights} as float4[]), words, cast(${terms.join(' | ')} as tsquery))`;
    return sql`
      select product_id, round(cast(1000000 * (${rankOf(whole)} + ${share}::float8 * ${rankOf(begun)}) as float8)) as score
      from product_search where words @@ cast(${query} as tsquery)`;
  },
};

/** The text as PostgreSQL writes a tsvector: each word with its places and their labels. */
function vectorOf({ name, keywords, description, tails }: SearchText): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const [label, text] of Object.entries({ A: name, B: keywords, C: description, D: tails })) {
    for (const word of text.split(' ').filter((each) => each !== '')) {
      place += 1;
      places.set(word, [...(places.get(word) ?? []), `${place}${label}`]);
    }
  }
  return [...places].map(([word, at]) => `'${word}':${at.join()}`).join(' ');
}
