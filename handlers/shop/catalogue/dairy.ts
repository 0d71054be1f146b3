import { shelf } from './shelf.js';

/** Milk, cheese, eggs and what stands beside them. */
export const dairy = shelf(
  'dairy',
  `
whole-milk-1l | Whole milk 1 l | 1.29 | 1800 | milk fresh full fat cow | Fresh pasteurised cow's milk with 3.8% fat.
semi-skimmed-milk-1l | Semi-skimmed milk 1 l | 1.19, 0.99 until sun | 2000 | milk fresh low fat cow | Fresh pasteurised milk with 1.5% fat for every day.
skimmed-milk-1l | Skimmed milk 1 l | 1.09 | 900 | milk fresh fat free cow | Fresh milk with hardly any fat, for cereal and coffee.
organic-whole-milk-1l | Organic whole milk 1 l | 1.69 | 700 | milk fresh bio farm cow | Organic milk from grazing herds, not homogenised.
lactose-free-milk-1l | Lactose-free milk 1 l | 1.59 | 650 | milk lactose intolerance cow | Semi-skimmed milk without lactose that tastes like the real thing.
uht-milk-1l | Long-life milk 1 l | 1.05 | 1500 | milk uht shelf stable cow | Ultra-heated milk that keeps for months unopened.
oat-drink-1l | Oat milk 1 l | 1.99, 1.59 until wed | 1200 | milk plant based vegan drink dairy free | Creamy oat drink that foams well in coffee.
almond-drink-1l | Almond milk unsweetened 1 l | 2.29 | 600 | milk plant based vegan drink nut | Light almond drink without added sugar.
soy-drink-1l | Soya milk 1 l | 1.79 | 550 | milk soy plant based vegan drink protein | Soya drink rich in protein, with added calcium.
butter-unsalted-250g | Unsalted butter 250 g | 2.49 | 1400 | butter baking spread | Sweet cream butter for baking and for bread.
butter-salted-250g | Salted butter 250 g | 2.59 | 900 | butter spread sea salt | Churned butter with a pinch of sea salt.
eggs-free-range-10 | Free-range eggs, 10 pieces | 3.29 | 1600 | egg hen breakfast baking | Ten medium eggs from hens that roam outdoors.
eggs-organic-6 | Organic eggs, 6 pieces | 2.89 | 700 | egg hen bio breakfast | Six eggs from small organic farms.
natural-yoghurt-500g | Natural yoghurt 500 g | 1.39 | 1100 | yogurt plain breakfast | Mild set yoghurt with 3.5% fat and nothing added.
greek-yoghurt-400g | Greek yoghurt 400 g | 2.79, 2.19 until fri | 800 | yogurt thick strained breakfast | Strained yoghurt, thick enough to hold a spoon upright.
strawberry-yoghurt-4x125g | Strawberry yoghurt 4 x 125 g | 2.19 | 600 | yogurt fruit snack children | Four small pots with real strawberry pieces.
mature-cheddar-300g | Mature cheddar 300 g | 4.49 | 750 | cheese hard sandwich | Firm cheddar aged for twelve months.
young-gouda-slices-200g | Young gouda slices 200 g | 2.69 | 950 | cheese sliced sandwich dutch | Mild gouda, sliced for sandwiches.
mozzarella-125g | Mozzarella 125 g | 1.19 | 1300 | cheese fresh pizza salad italian | Soft mozzarella ball in brine, for salads and pizza.
parmesan-wedge-200g | Parmesan wedge 200 g | 5.99 | 400 | cheese hard italian pasta parmigiano | Cheese aged for 24 months, to grate over pasta.
feta-200g | Feta 200 g | 2.99 | 600 | cheese greek sheep salad | Crumbly Greek cheese of sheep's and goat's milk.
cream-cheese-200g | Cream cheese 200 g | 1.89 | 850 | cheese spread bagel soft | Smooth fresh cheese for bagels and cheesecake.
whipping-cream-250ml | Whipping cream 250 ml | 1.49 | 900 | cream dessert cooking | Cream with 32% fat, to whip or to cook with.
creme-fraiche-200g | Crème fraîche 200 g | 1.59 | 0 | cream sour cooking french | Thick cultured cream for sauces and tarts.
`,
);
