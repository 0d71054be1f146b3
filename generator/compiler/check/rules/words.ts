/** Words that begin the names of tools which only look. */
const reading = new Set('browse count describe fetch find get list look lookup query read search show view'.split(' '));

/** Words that begin the names of tools which change something. */
const writing = new Set(
  (
    'add approve archive assign book buy cancel checkout clear copy create delete disable drop edit enable insert ' +
    'invite modify move order pay place post publish purge put refund reject remove rename replace reset restore revoke ' +
    'save schedule send set submit transfer update upload upsert write'
  ).split(' '),
);

/** Words that make the verb before them a noun: order_status, place_details, book_search. */
const nouns = new Set(
  'box count detail details history info list lookup number numbers preview report search size status summary'.split(
    ' ',
  ),
);

/** Whether a name such as `get_order`, `getOrder` or `delete` begins with a word that reads or writes. */
export function verbOf(name: string): { readonly word: string; readonly kind: 'read' | 'write' } | undefined {
  const [word = '', ...rest] = snakeCase(name).split('_');
  if (reading.has(word)) return { word, kind: 'read' };
  return writing.has(word) && !rest.some((each) => nouns.has(each)) ? { word, kind: 'write' } : undefined;
}

/** `cardNumber`, `Card-Number` and `card_number` are all `card_number`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}
