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

/** Whether a name such as `get_order`, `getOrder` or `delete` begins with a word that reads or writes. */
export function verbOf(name: string): { readonly word: string; readonly kind: 'read' | 'write' } | undefined {
  const word = snakeCase(name).split('_')[0] ?? '';
  if (reading.has(word)) return { word, kind: 'read' };
  return writing.has(word) ? { word, kind: 'write' } : undefined;
}

/** `cardNumber`, `Card-Number` and `card_number` are all `card_number`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}
