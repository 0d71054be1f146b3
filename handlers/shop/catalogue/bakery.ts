import { shelf } from './shelf.js';

/** Bread, rolls and pastry. */
export const bakery = shelf(
  'bakery',
  `
sourdough-loaf-750g | Sourdough loaf 750 g | 4.29 | 400 | bread wheat artisan crust | Slow-risen wheat loaf with a dark, crackling crust.
wholemeal-bread-500g | Wholemeal bread 500 g | 2.49 | 700 | bread whole grain sliced toast | Soft sliced bread of wholegrain wheat.
white-toast-bread-500g | White toast bread 500 g | 1.39 | 1200 | bread sliced sandwich | Even white slices that toast golden.
rye-bread-500g | Dark rye bread 500 g | 2.79 | 500 | bread grain nordic | Dense rye bread that stays fresh for a week.
seeded-bread-500g | Seeded bread 500 g | 3.19, 2.59 until sat | 450 | bread sunflower pumpkin seeds grain | Moist loaf with sunflower, pumpkin and flax seeds.
gluten-free-bread-400g | Gluten-free bread 400 g | 3.99 | 250 | bread coeliac free from | Sliced bread of rice and buckwheat flour.
baguette-250g | Baguette 250 g | 1.19 | 900 | bread french stick | Crisp French stick, baked through the day.
ciabatta-300g | Ciabatta 300 g | 1.89 | 500 | bread italian olive oil | Airy Italian loaf with olive oil in the dough.
brioche-loaf-400g | Brioche loaf 400 g | 3.29 | 350 | bread sweet french breakfast | Buttery, slightly sweet loaf for a slow breakfast.
burger-buns-4 | Burger buns, 4 pieces | 1.69 | 800 | bread rolls hamburger barbecue | Soft sesame buns that hold a juicy burger.
hot-dog-rolls-6 | Hot dog rolls, 6 pieces | 1.79 | 500 | bread buns sausage barbecue | Long soft rolls, sliced at the side.
kaiser-rolls-6 | Kaiser rolls, 6 pieces | 1.99 | 600 | bread breakfast buns | Crusty breakfast rolls with a star on top.
plain-bagels-5 | Plain bagels, 5 pieces | 2.29 | 450 | bread breakfast new york | Chewy boiled and baked rings.
wheat-tortillas-8 | Wheat tortillas, 8 pieces | 2.19 | 900 | wrap mexican flatbread burrito | Soft wraps for burritos and quick lunches.
pita-bread-6 | Pita bread, 6 pieces | 1.59 | 600 | flatbread pocket greek | Small pockets to fill with salad or falafel.
naan-2 | Garlic naan, 2 pieces | 1.99 | 500 | flatbread indian curry | Leavened flatbread with garlic and coriander.
butter-croissants-4 | Butter croissants, 4 pieces | 2.99, 2.29 until sun | 700 | pastry french breakfast | Flaky croissants made with real butter.
pain-au-chocolat-4 | Pains au chocolat, 4 pieces | 3.29 | 400 | pastry chocolate french breakfast | Butter pastry around two sticks of dark chocolate.
cinnamon-rolls-4 | Cinnamon rolls, 4 pieces | 3.49 | 350 | pastry sweet swedish bun | Soft swirls with cinnamon and cardamom.
blueberry-muffins-2 | Blueberry muffins, 2 pieces | 2.49 | 300 | cake sweet berry | Large muffins full of blueberries.
banana-bread-400g | Banana bread 400 g | 3.79 | 250 | cake sweet loaf | Moist cake of ripe bananas and walnuts.
apple-strudel-500g | Apple strudel 500 g | 4.49 | 0 | cake pastry dessert austrian | Thin pastry rolled around apples and raisins.
`,
);
