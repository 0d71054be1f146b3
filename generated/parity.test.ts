// Generated from spec/tools.yaml. Do not edit: npm run generate.
import { describeParity } from 'diglot/testing';
import { createApp } from '../handlers/app.js';
import { router } from './router.js';
import { service, tools } from './tools.js';

/** The examples of the spec, to be called over every surface: npm test. */
describeParity({ service, tools, router, createApp, folder: import.meta.dirname, examples: {
  search_products: [
    {
      name: 'oat_milk',
      input: {
        query: 'oat milk',
        limit: 1,
      },
    },
    {
      name: 'foreign_cursor',
      input: {
        query: 'oat milk',
        cursor: 'page-2',
      },
      error: 'invalid_cursor',
    },
  ],
  get_deals: [
    {
      name: 'fruit',
      input: {
        category: 'fruit',
        limit: 1,
      },
    },
  ],
  add_to_cart: [
    {
      name: 'two_cartons',
      input: {
        product_id: 'oat-drink-1l',
        quantity: 2,
      },
    },
    {
      name: 'unknown_product',
      input: {
        product_id: 'no-such-thing',
        quantity: 1,
      },
      error: 'unknown_product',
    },
  ],
  view_cart: [
    {
      name: 'two_cartons',
      input: {},
    },
  ],
  add_payment_method: [
    {
      name: 'good_card',
      input: {
        payment_token: 'tok_ok',
      },
    },
    {
      name: 'unknown_token',
      input: {
        payment_token: 'card-of-nobody',
      },
      error: 'payment_declined',
    },
  ],
  checkout: [
    {
      name: 'whole_cart',
      input: {
        idempotency_key: 'order-1',
      },
    },
    {
      name: 'empty_cart',
      input: {
        idempotency_key: 'order-2',
      },
      error: 'empty_cart',
    },
  ],
} });
