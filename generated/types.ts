// Generated from spec/tools.yaml. Do not edit: npm run generate.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An amount of money */
        Price: {
            /** @description Minor units */
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        CartLine: {
            /** @description The product */
            product_id: string;
            /** @description Its name */
            name: string;
            /** @description Pieces */
            quantity: number;
            /** @description Of one piece now, deals included */
            unit_price: components["schemas"]["Price"];
            line_total: components["schemas"]["Price"];
        };
        Cart: {
            /** @description In the order they were added */
            lines: components["schemas"]["CartLine"][];
            /** @description At regular prices */
            subtotal: components["schemas"]["Price"];
            savings: components["schemas"]["Price"];
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
             * @description How many at most
             * @default 10
             */
            limit: number;
            /** @description next_cursor of the page before */
            cursor?: string;
        };
        "search_products.arguments": {
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
            in_stock_only?: boolean;
            /**
             * @description How many at most
             * @default 10
             */
            limit?: number;
            /** @description next_cursor of the page before */
            cursor?: string;
        };
        "search_products.output": {
            /** @description Best match first */
            products: {
                /** @description For add_to_cart */
                product_id: string;
                /** @description Its name */
                name: string;
                /** @description Its department */
                category: string;
                /** @description A sentence about it */
                description: string;
                price: components["schemas"]["Price"];
                deal_price?: components["schemas"]["Price"];
                /** @description Can be ordered now */
                in_stock: boolean;
            }[];
            /** @description How many match in all */
            total: number;
            /** @description For the next page; absent on the last */
            next_cursor?: string;
        };
        "get_deals.input": {
            /** @description Only this department */
            category?: components["schemas"]["Category"];
            /**
             * @description How many at most
             * @default 20
             */
            limit: number;
        };
        "get_deals.arguments": {
            /** @description Only this department */
            category?: components["schemas"]["Category"];
            /**
             * @description How many at most
             * @default 20
             */
            limit?: number;
        };
        "get_deals.output": {
            /** @description Biggest saving first */
            deals: {
                /** @description For add_to_cart */
                product_id: string;
                /** @description Its name */
                name: string;
                original_price: components["schemas"]["Price"];
                deal_price: components["schemas"]["Price"];
                /** @description When the deal ends */
                ends_at: string;
            }[];
        };
        "add_to_cart.input": {
            /** @description From search_products or get_deals */
            product_id: string;
            /** @description How many pieces to add */
            quantity: number;
            /** @description Your own text; the same key never adds twice */
            idempotency_key?: string;
        };
        "add_to_cart.output": components["schemas"]["Cart"];
        "view_cart.input": Record<string, never>;
        "view_cart.output": components["schemas"]["Cart"];
        "add_payment_method.input": {
            /** @description The provider's token. Test tokens: tok_ok, tok_declined, tok_timeout */
            payment_token: string;
            /**
             * @description Use it when checkout names none
             * @default true
             */
            make_default: boolean;
            /** @description Your own text */
            idempotency_key?: string;
        };
        "add_payment_method.arguments": {
            /** @description The provider's token. Test tokens: tok_ok, tok_declined, tok_timeout */
            payment_token: string;
            /**
             * @description Use it when checkout names none
             * @default true
             */
            make_default?: boolean;
            /** @description Your own text */
            idempotency_key?: string;
        };
        "add_payment_method.output": {
            /** @description For checkout */
            payment_method_id: string;
            /** @description The card's brand */
            brand: string;
            /** @description Its last four digits */
            last4: string;
            /** @description Used when checkout names none */
            is_default: boolean;
        };
        "checkout.input": {
            /** @description From add_payment_method; the default one when absent */
            payment_method_id?: string;
            /** @description Your own text; the same key never orders twice */
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
