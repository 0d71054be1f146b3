// Generated from spec/tools.yaml. Do not edit: npm run generate.
import { createTools, type Service } from 'diglot/runtime';
import { searchProducts } from '../handlers/search_products.js';
import { getDeals } from '../handlers/get_deals.js';
import { addToCart } from '../handlers/add_to_cart.js';
import { viewCart } from '../handlers/view_cart.js';
import { addPaymentMethod } from '../handlers/add_payment_method.js';
import { checkout } from '../handlers/checkout.js';
import type { Handlers } from './contract.js';

/** What the runtime knows of the spec. */
export const service: Service = {
  title: 'Corner Shop',
  version: '1.1.0',
  description: 'Groceries and household goods by conversation. Search the catalogue, fill a cart, pay and order.',
  serverUrl: 'https://shop.example.com',
  port: 3001,
  auth: {
    kind: 'oauth2',
    issuers: ['https://login.microsoftonline.com/{tenant}/v2.0', 'https://sts.windows.net/{tenant}/'],
    authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
    audience: ['{client}', 'api://{client}'],
    scopePrefix: 'api://{client}/',
    scopes: {
      'Shop.Read': 'See products, deals and your cart',
      'Shop.Write': 'Change your cart, keep payment methods and order',
    },
    tenants: [],
    clients: [],
    variables: {
      tenant: 'ENTRA_TENANT_ID',
      client: 'ENTRA_CLIENT_ID',
    },
  },
  schemas: {
    Price: {
      type: 'object',
      properties: {
        amount: {
          type: 'integer',
        },
        currency: {
          type: 'string',
        },
      },
      required: ['amount', 'currency'],
    },
    CartLine: {
      type: 'object',
      properties: {
        product_id: {
          type: 'string',
        },
        name: {
          type: 'string',
        },
        quantity: {
          type: 'integer',
        },
        unit_price: {
          $ref: "#/schemas/Price",
        },
        line_total: {
          $ref: "#/schemas/Price",
        },
      },
      required: ['product_id', 'name', 'quantity', 'unit_price', 'line_total'],
    },
    Cart: {
      type: 'object',
      properties: {
        lines: {
          type: 'array',
          items: {
            $ref: "#/schemas/CartLine",
          },
        },
        subtotal: {
          $ref: "#/schemas/Price",
        },
        savings: {
          $ref: "#/schemas/Price",
        },
        total: {
          $ref: "#/schemas/Price",
        },
      },
      required: ['lines', 'subtotal', 'savings', 'total'],
    },
    Category: {
      type: 'string',
      enum: ['bakery', 'dairy', 'drinks', 'frozen', 'fruit', 'household', 'meat', 'pantry', 'personal_care', 'snacks', 'vegetables'],
    },
  },
  tools: {
    search_products: {
      title: 'Search products',
      effect: 'read',
      access: 'authenticated',
      scopes: ['Shop.Read'],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {
        invalid_cursor: {
          status: 400,
          message: 'The cursor is not one of ours. Search again without it.',
        },
        card_number_refused: {
          status: 422,
          message: "This holds a card number. It was not kept; send the payment provider's token instead.",
        },
      },
      input: {
        type: 'object',
        properties: {
          query: {
            type: 'string',
            minLength: 1,
            maxLength: 200,
          },
          category: {
            $ref: "#/schemas/Category",
          },
          max_price: {
            type: 'integer',
            minimum: 0,
            maximum: 100000000,
          },
          in_stock_only: {
            type: 'boolean',
            default: false,
          },
          limit: {
            type: 'integer',
            minimum: 1,
            maximum: 50,
            default: 10,
          },
          cursor: {
            type: 'string',
            maxLength: 200,
          },
        },
        required: ['query'],
        additionalProperties: false,
      },
      output: {
        type: 'object',
        properties: {
          products: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                product_id: {
                  type: 'string',
                },
                name: {
                  type: 'string',
                },
                category: {
                  type: 'string',
                },
                description: {
                  type: 'string',
                },
                price: {
                  $ref: "#/schemas/Price",
                },
                deal_price: {
                  $ref: "#/schemas/Price",
                },
                in_stock: {
                  type: 'boolean',
                },
              },
              required: ['product_id', 'name', 'category', 'description', 'price', 'in_stock'],
            },
          },
          total: {
            type: 'integer',
          },
          next_cursor: {
            type: 'string',
          },
        },
        required: ['products', 'total'],
      },
    },
    get_deals: {
      title: 'Current deals',
      effect: 'read',
      access: 'authenticated',
      scopes: ['Shop.Read'],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {
          category: {
            $ref: "#/schemas/Category",
          },
          limit: {
            type: 'integer',
            minimum: 1,
            maximum: 50,
            default: 20,
          },
        },
        additionalProperties: false,
      },
      output: {
        type: 'object',
        properties: {
          deals: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                product_id: {
                  type: 'string',
                },
                name: {
                  type: 'string',
                },
                original_price: {
                  $ref: "#/schemas/Price",
                },
                deal_price: {
                  $ref: "#/schemas/Price",
                },
                ends_at: {
                  type: 'string',
                  format: 'date-time',
                },
              },
              required: ['product_id', 'name', 'original_price', 'deal_price', 'ends_at'],
            },
          },
        },
        required: ['deals'],
      },
    },
    add_to_cart: {
      title: 'Add to cart',
      effect: 'write',
      access: 'authenticated',
      scopes: ['Shop.Write'],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {
        unknown_product: {
          status: 404,
          message: 'No such product.',
        },
        out_of_stock: {
          status: 409,
          message: 'There is not enough stock.',
        },
        idempotency_conflict: {
          status: 409,
          message: 'This idempotency key was used before with other arguments.',
        },
        card_number_refused: {
          status: 422,
          message: "This holds a card number. It was not kept; send the payment provider's token instead.",
        },
      },
      input: {
        type: 'object',
        properties: {
          product_id: {
            type: 'string',
            maxLength: 64,
          },
          quantity: {
            type: 'integer',
            minimum: 1,
            maximum: 100,
          },
          idempotency_key: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
          },
        },
        required: ['product_id', 'quantity'],
        additionalProperties: false,
      },
      output: {
        $ref: "#/schemas/Cart",
      },
    },
    view_cart: {
      title: 'View cart',
      effect: 'read',
      access: 'authenticated',
      scopes: ['Shop.Read'],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: {
        $ref: "#/schemas/Cart",
      },
    },
    add_payment_method: {
      title: 'Add payment method',
      effect: 'write',
      access: 'authenticated',
      scopes: ['Shop.Write'],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {
        payment_declined: {
          status: 402,
          message: 'The payment was declined.',
        },
        payment_timeout: {
          status: 504,
          message: 'The payment provider did not answer. Nothing was charged; try again later.',
        },
        idempotency_conflict: {
          status: 409,
          message: 'This idempotency key was used before with other arguments.',
        },
        card_number_refused: {
          status: 422,
          message: "This holds a card number. It was not kept; send the payment provider's token instead.",
        },
      },
      input: {
        type: 'object',
        properties: {
          payment_token: {
            type: 'string',
            minLength: 4,
            maxLength: 200,
          },
          make_default: {
            type: 'boolean',
            default: true,
          },
          idempotency_key: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
          },
        },
        required: ['payment_token'],
        additionalProperties: false,
      },
      output: {
        type: 'object',
        properties: {
          payment_method_id: {
            type: 'string',
          },
          brand: {
            type: 'string',
          },
          last4: {
            type: 'string',
            pattern: "^[0-9]{4}$",
          },
          is_default: {
            type: 'boolean',
          },
        },
        required: ['payment_method_id', 'brand', 'last4', 'is_default'],
      },
    },
    checkout: {
      title: 'Check out',
      effect: 'destructive',
      access: 'authenticated',
      scopes: ['Shop.Write'],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {
        empty_cart: {
          status: 409,
          message: 'The cart is empty.',
        },
        out_of_stock: {
          status: 409,
          message: 'There is not enough stock.',
        },
        no_payment_method: {
          status: 409,
          message: 'No such payment method. Add one first.',
        },
        payment_declined: {
          status: 402,
          message: 'The payment was declined.',
        },
        payment_timeout: {
          status: 504,
          message: 'The payment provider did not answer. Nothing was charged; try again later.',
        },
        idempotency_conflict: {
          status: 409,
          message: 'This idempotency key was used before with other arguments.',
        },
        card_number_refused: {
          status: 422,
          message: "This holds a card number. It was not kept; send the payment provider's token instead.",
        },
        request_in_progress: {
          status: 409,
          message: 'This order is still being worked on. Call again shortly, with the same idempotency key.',
        },
      },
      input: {
        type: 'object',
        properties: {
          payment_method_id: {
            type: 'string',
            maxLength: 64,
          },
          idempotency_key: {
            type: 'string',
            minLength: 1,
            maxLength: 100,
          },
        },
        required: ['idempotency_key'],
        additionalProperties: false,
      },
      output: {
        type: 'object',
        properties: {
          order_id: {
            type: 'string',
          },
          status: {
            type: 'string',
            enum: ['placed'],
          },
          total: {
            $ref: "#/schemas/Price",
          },
          placed_at: {
            type: 'string',
            format: 'date-time',
          },
        },
        required: ['order_id', 'status', 'total', 'placed_at'],
      },
    },
  },
};

/** Where TypeScript holds each handler against the contract. */
const handlers: Handlers = {
  search_products: searchProducts,
  get_deals: getDeals,
  add_to_cart: addToCart,
  view_cart: viewCart,
  add_payment_method: addPaymentMethod,
  checkout: checkout,
};

/** The tool table: contract, schemas and handler of every tool. */
export const tools = createTools(service, handlers);
