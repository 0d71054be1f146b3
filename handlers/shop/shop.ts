import type { ShopDatabase } from './database.js';
import type { PaymentProvider } from './payment-provider.js';
import type { Product } from './product.js';

/** What the domain works with; handlers/app.ts opens it. */
export interface Shop {
  readonly db: ShopDatabase;
  /** The catalogue as it was at the start, without stock. */
  readonly products: readonly Product[];
  readonly payments: PaymentProvider;
  /** How long a charge may take, in milliseconds. */
  readonly chargeTimeoutMs: number;
  readonly now: () => Date;
  /** A fresh unique id. */
  readonly newId: () => string;
}
