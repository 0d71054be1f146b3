// Generated from spec/tools.yaml. Do not edit: npm run generate.
import { createRouter, type RestRoutes, route } from 'diglot/runtime';
import type { Tools } from './contract.js';
import { tools } from './tools.js';

/** The REST surface: one route per tool that REST serves. Typed for Hono's client, hc. */
export const router = createRouter<RestRoutes<Pick<Tools, 'search_products' | 'get_deals' | 'add_to_cart' | 'view_cart' | 'add_payment_method' | 'checkout'>>>();
router.post('/tools/search_products', route(tools.search_products));
router.post('/tools/get_deals', route(tools.get_deals));
router.post('/tools/add_to_cart', route(tools.add_to_cart));
router.post('/tools/view_cart', route(tools.view_cart));
router.post('/tools/add_payment_method', route(tools.add_payment_method));
router.post('/tools/checkout', route(tools.checkout));
