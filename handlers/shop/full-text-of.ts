import type { ShopDatabase } from './database.js';
import { engineOf } from './engine.js';
import type { FullText } from './full-text.js';
import { fts5 } from './full-text-fts5.js';
import { tsvector } from './full-text-tsvector.js';

/** The full text search of `db`. */
export function fullTextOf(db: ShopDatabase): FullText {
  return engineOf(db) === 'postgres' ? tsvector : fts5;
}
