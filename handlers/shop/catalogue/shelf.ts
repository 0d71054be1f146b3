import type { Category } from '../category.js';

/** A product as it is delivered to an empty shop. */
export interface CatalogueItem {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly description: string;
  readonly keywords: string;
  /** In cents. */
  readonly price: number;
  /** In cents, and the last weekday (0 is Sunday) of each week it is offered. */
  readonly deal?: { readonly price: number; readonly weekday: number };
  /** Pieces at the first delivery. */
  readonly stock: number;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Reads one department's list. A line is `id | name | price | stock | keywords | description`; the price is in euros
 * (`1.29`), with a weekly deal `1.29, 0.99 until sun`. Throws on a line that is not like this.
 */
export function shelf(category: Category, list: string): CatalogueItem[] {
  return list
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => item(category, line));
}

function item(category: Category, line: string): CatalogueItem {
  const [id, name, prices, stock, keywords, description, ...more] = line.split('|').map((field) => field.trim());
  const match = /^(\d+\.\d\d)(?:, (\d+\.\d\d) until (\w{3}))?$/.exec(prices ?? '');
  if (!id || !name || !match || !stock || !keywords || !description || more.length > 0) {
    throw new Error(`Not a line of the catalogue: ${line}`);
  }
  const [, price = '', dealPrice, weekday = ''] = match;
  return {
    id,
    name,
    category,
    description,
    keywords,
    price: cents(price),
    ...(dealPrice === undefined ? {} : { deal: { price: cents(dealPrice), weekday: weekdays.indexOf(weekday) } }),
    stock: Number(stock),
  };
}

function cents(euros: string): number {
  return Number(euros.replace('.', ''));
}
