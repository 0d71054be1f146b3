import { shelf } from './shelf.js';

/** What stays in the freezer. */
export const frozen = shelf(
  'frozen',
  `
frozen-peas-750g | Garden peas 750 g | 2.29 | 900 | vegetable green frozen | Sweet peas, frozen within hours of picking.
frozen-spinach-500g | Leaf spinach 500 g | 1.99 | 700 | vegetable green frozen | Blanched spinach leaves in small portions.
frozen-broccoli-600g | Broccoli florets 600 g | 2.49 | 600 | vegetable green frozen | Small florets ready for pan or steamer.
frozen-mixed-vegetables-1kg | Mixed vegetables 1 kg | 2.79 | 650 | carrot pea corn bean frozen | Carrots, peas, sweetcorn and green beans.
frozen-sweetcorn-500g | Sweetcorn kernels 500 g | 1.79 | 500 | vegetable corn frozen | Golden kernels without added sugar.
frozen-stir-fry-600g | Asian stir-fry vegetables 600 g | 3.19 | 400 | vegetable wok frozen | Peppers, sprouts and bamboo shoots for the wok.
frozen-berries-500g | Mixed berries 500 g | 3.99, 2.99 until tue | 550 | fruit raspberry blueberry smoothie frozen | Raspberries, blueberries and blackberries for smoothies.
frozen-mango-400g | Mango cubes 400 g | 3.29 | 350 | fruit smoothie tropical frozen | Ripe mango, peeled and cut.
french-fries-1kg | French fries 1 kg | 2.99 | 1100 | potato chips oven frozen | Straight-cut fries for oven or fryer.
potato-wedges-750g | Seasoned potato wedges 750 g | 2.89 | 600 | potato oven frozen | Skin-on wedges with paprika.
rosti-600g | Potato rösti 600 g | 2.99 | 350 | potato hash brown swiss frozen | Crisp grated potato cakes.
margherita-pizza-350g | Margherita pizza 350 g | 2.99, 2.29 until fri | 1200 | pizza cheese tomato italian frozen | Stone-baked base with tomato and mozzarella.
salami-pizza-360g | Salami pizza 360 g | 3.29 | 1000 | pizza pepperoni italian frozen | Stone-baked pizza with plenty of salami.
vegetable-pizza-400g | Grilled vegetable pizza 400 g | 3.49 | 600 | pizza vegetarian frozen | Courgette, peppers and aubergine on a thin base.
fish-fingers-15 | Fish fingers, 15 pieces | 3.79 | 900 | fish pollock breaded children frozen | Pollock fillet in golden breadcrumbs.
salmon-fillets-2x125g | Salmon fillets 2 x 125 g | 6.99 | 400 | fish seafood frozen | Two skinless portions, individually sealed.
prawns-peeled-250g | Peeled prawns 250 g | 5.99 | 300 | shrimp seafood frozen | Cooked prawns, ready to thaw and eat.
veggie-burgers-4 | Vegetable burgers, 4 pieces | 3.49 | 450 | vegan vegetarian patty plant based frozen | Patties of beans, beetroot and oats.
vegetable-lasagne-400g | Vegetable lasagne 400 g | 3.99 | 350 | ready meal pasta vegetarian frozen | Layers of pasta, vegetables and béchamel for one.
chicken-nuggets-500g | Chicken nuggets 500 g | 4.29 | 600 | chicken breaded children frozen | Breast meat in a crisp coating.
vanilla-ice-cream-1l | Vanilla ice cream 1 l | 3.99, 2.99 until sun | 800 | ice cream dessert frozen | Creamy ice cream with real vanilla.
chocolate-ice-cream-500ml | Chocolate ice cream 500 ml | 3.79 | 600 | ice cream dessert frozen cocoa | Dark chocolate ice cream with chocolate chips.
raspberry-sorbet-500ml | Raspberry sorbet 500 ml | 3.99 | 0 | ice cream dessert vegan frozen | Sharp, smooth sorbet of whole raspberries.
ice-cubes-2kg | Ice cubes 2 kg | 1.99 | 300 | ice party drinks frozen | Clear cubes for drinks and cool boxes.
`,
);
