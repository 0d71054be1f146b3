// Generated from spec/tools.yaml. Do not edit: npm run generate.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An amount of money in integer minor units of its currency. */
        Price: {
            /** @description Minor units (cents) */
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        /** @description One product in the cart. */
        CartLine: {
            /** @description The product */
            product_id: string;
            /** @description Its name */
            name: string;
            /** @description Pieces in the cart */
            quantity: number;
            /** @description What one piece costs now, deals included */
            unit_price: components["schemas"]["Price"];
            /** @description Unit price times quantity */
            line_total: components["schemas"]["Price"];
        };
        /** @description The caller's cart. */
        Cart: {
            /** @description Products in the order they were added */
            lines: components["schemas"]["CartLine"][];
            /** @description At regular prices */
            subtotal: components["schemas"]["Price"];
            /** @description What the current deals take off */
            savings: components["schemas"]["Price"];
            /** @description Subtotal less savings */
            total: components["schemas"]["Price"];
        };
        /**
         * @description A department of the shop
         * @enum {string}
         */
        Category: "bakery" | "dairy" | "drinks" | "frozen" | "fruit" | "household" | "meat" | "pantry" | "personal_care" | "snacks" | "vegetables";
        "search_products.input": {
            /** @description Words to look for */
            query: string;
            /** @description Only this department */
            category?: components["schemas"]["Category"];
            /** @description Highest price of one piece, in minor units */
            max_price?: number;
            /**
             * @description Leave out what is sold out
             * @default false
             */
            in_stock_only: boolean;
            /**
             * @description How many products at most
             * @default 10
             */
            limit: number;
            /** @description The next_cursor of the page before */
            cursor?: string;
        };
        "search_products.output": {
            /** @description Best match first */
            products: {
                /** @description Pass this to add_to_cart */
                product_id: string;
                /** @description The product's name */
                name: string;
                category: components["schemas"]["Category"];
                /** @description A sentence about it */
                description: string;
                /** @description The regular price */
                price: components["schemas"]["Price"];
                /** @description The price while its deal lasts */
                deal_price?: components["schemas"]["Price"];
                /** @description Whether it can be ordered now */
                in_stock: boolean;
            }[];
            /** @description How many match in all */
            total: number;
            /** @description Pass it as cursor for the next page; absent on the last */
            next_cursor?: string;
        };
        "get_deals.input": {
            /** @description Only this department */
            category?: components["schemas"]["Category"];
            /**
             * @description How many deals at most
             * @default 20
             */
            limit: number;
        };
        "get_deals.output": {
            /** @description Biggest saving first */
            deals: {
                /** @description Pass this to add_to_cart */
                product_id: string;
                /** @description The product's name */
                name: string;
                /** @description The regular price */
                original_price: components["schemas"]["Price"];
                /** @description The price now */
                deal_price: components["schemas"]["Price"];
                /** @description When the deal ends */
                ends_at: string;
            }[];
        };
        "add_to_cart.input": {
            /** @description The product_id that search_products or get_deals gave */
            product_id: string;
            /** @description How many pieces to add */
            quantity: number;
            /** @description Any text of your own; the same key never adds twice */
            idempotency_key?: string;
        };
        "add_to_cart.output": components["schemas"]["Cart"];
        "view_cart.input": Record<string, never>;
        "view_cart.output": components["schemas"]["Cart"];
        "add_payment_method.input": {
            /** @description The payment provider's token, never a card number. The built-in test provider knows tok_ok (succeeds), tok_declined (charges are declined) and tok_timeout (charges time out). */
            payment_token: string;
            /**
             * @description Use it when checkout names none
             * @default true
             */
            make_default: boolean;
        };
        "add_payment_method.output": {
            /** @description Pass this to checkout */
            payment_method_id: string;
            /** @description The card's brand */
            brand: string;
            /** @description The card's last four digits */
            last4: string;
            /** @description Whether checkout uses it when it names none */
            is_default: boolean;
        };
        "checkout.input": {
            /** @description From add_payment_method; the default one when absent */
            payment_method_id?: string;
            /** @description Any text of your own; the same key never orders twice */
            idempotency_key: string;
        };
        "checkout.output": {
            /** @description The order */
            order_id: string;
            /**
             * @description Where the order stands
             * @enum {string}
             */
            status: "placed";
            /** @description What was charged */
            total: components["schemas"]["Price"];
            /** @description When it was placed */
            placed_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
