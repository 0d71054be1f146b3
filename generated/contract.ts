// Generated from spec/tools.yaml. Do not edit: npm run generate.
import type { Handler } from 'diglot/runtime';
import type { App } from '../handlers/app.js';
import type { components } from './types.js';

type Schemas = components['schemas'];

/** The types of every tool. */
export interface Tools {
  /** Finds products by words, best match first, with prices, deal prices and stock. */
  search_products: {
    /** What a caller may send. */
    arguments: Schemas['search_products.arguments'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['search_products.input'];
    output: Schemas['search_products.output'];
    errors: 'invalid_cursor' | 'card_number_refused';
  };
  /** Lists the current offers, biggest saving first, with both prices and the end time. */
  get_deals: {
    /** What a caller may send. */
    arguments: Schemas['get_deals.arguments'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['get_deals.input'];
    output: Schemas['get_deals.output'];
    errors: never;
  };
  /** Puts a quantity of one product into the caller's cart and returns the whole cart. */
  add_to_cart: {
    /** What a caller may send. */
    arguments: Schemas['add_to_cart.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['add_to_cart.input'];
    output: Schemas['add_to_cart.output'];
    errors: 'unknown_product' | 'out_of_stock' | 'idempotency_conflict' | 'card_number_refused';
  };
  /** Shows the caller's cart with lines, subtotal, savings and total at current prices. */
  view_cart: {
    /** What a caller may send. */
    arguments: Schemas['view_cart.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['view_cart.input'];
    output: Schemas['view_cart.output'];
    errors: never;
  };
  /** Keeps a payment method under a token from the payment provider. Never send a card number. */
  add_payment_method: {
    /** What a caller may send. */
    arguments: Schemas['add_payment_method.arguments'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['add_payment_method.input'];
    output: Schemas['add_payment_method.output'];
    errors: 'payment_declined' | 'payment_timeout' | 'idempotency_conflict' | 'card_number_refused';
  };
  /** Orders everything in the caller's cart and charges a stored payment method. This spends money. */
  checkout: {
    /** What a caller may send. */
    arguments: Schemas['checkout.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['checkout.input'];
    output: Schemas['checkout.output'];
    errors: 'empty_cart' | 'out_of_stock' | 'no_payment_method' | 'payment_declined' | 'payment_timeout' | 'idempotency_conflict' | 'card_number_refused' | 'request_in_progress';
  };
}

/** A handler for every tool; generated/tools.ts holds handlers/ against it. */
export type Handlers = { readonly [Name in keyof Tools]: Handler<Tools[Name], App> };
