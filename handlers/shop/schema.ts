import type { Category } from './category.js';

/** The tables. Money is in integer minor units of the row's currency; times are RFC 3339 in UTC. */
export interface ShopSchema {
  products: ProductRow;
  carts: CartRow;
  cart_lines: CartLineRow;
  payment_methods: PaymentMethodRow;
  orders: OrderRow;
  order_lines: OrderLineRow;
  idempotency: IdempotencyRow;
  outbox: OutboxRow;
}

interface ProductRow {
  id: string;
  name: string;
  category: Category;
  description: string;
  /** Words, separated by spaces. */
  keywords: string;
  price: number;
  currency: string;
  deal_price: number | null;
  /** 0 (Sunday) to 6: the last day of each of the deal's weeks. */
  deal_weekday: number | null;
  stock: number;
}

interface CartRow {
  owner: string;
  /** Counts the changes. */
  revision: number;
}

interface CartLineRow {
  owner: string;
  product_id: string;
  quantity: number;
  /** The cart's revision when the product was first added: the order of the lines. */
  position: number;
}

interface PaymentMethodRow {
  id: string;
  owner: string;
  /** What the provider knows the method by; never a card number. */
  provider_reference: string;
  brand: string;
  last4: string;
  /** 0 or 1. */
  is_default: number;
  created_at: string;
}

interface OrderRow {
  id: string;
  owner: string;
  status: 'placed';
  total: number;
  currency: string;
  payment_method_id: string;
  charge_id: string;
  placed_at: string;
}

interface OrderLineRow {
  order_id: string;
  product_id: string;
  position: number;
  name: string;
  quantity: number;
  unit_price: number;
}

interface IdempotencyRow {
  owner: string;
  tool: string;
  key: string;
  /** JSON. */
  arguments: string;
  /** JSON; empty while the call runs. */
  answer: string;
  created_at: string;
}

/** A checkout whose charge is not settled. */
export interface OutboxRow {
  /** Of the order that it becomes. */
  order_id: string;
  owner: string;
  /** The caller's idempotency key. */
  key: string;
  payment_method_id: string;
  /** What the provider knows the method by. */
  reference: string;
  total: number;
  currency: string;
  /** JSON: the lines of the cart that was taken. */
  lines: string;
  /** How often the provider was asked. */
  attempts: number;
  /** When the provider may be asked again. */
  due_at: string;
}
