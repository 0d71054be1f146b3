import { shelf } from './shelf.js';

/** Dry goods, tins, jars, oils and spices. */
export const pantry = shelf(
  'pantry',
  `
spaghetti-500g | Spaghetti 500 g | 1.29, 0.99 until tue | 2000 | pasta noodle italian durum | Durum wheat pasta, ready in nine minutes.
penne-500g | Penne 500 g | 1.29 | 1600 | pasta noodle italian durum | Ridged tubes that hold the sauce.
wholewheat-fusilli-500g | Wholewheat fusilli 500 g | 1.69 | 700 | pasta noodle whole grain | Spirals of wholegrain durum wheat.
egg-noodles-250g | Egg noodles 250 g | 1.89 | 500 | noodle asian wok | Quick noodles for soups and stir-fries.
basmati-rice-1kg | Basmati rice 1 kg | 3.49 | 1200 | rice indian long grain | Fragrant long grains that stay separate.
risotto-rice-500g | Risotto rice 500 g | 2.49 | 500 | rice arborio italian | Round grains that turn creamy.
couscous-500g | Couscous 500 g | 1.79 | 600 | grain wheat moroccan | Steamed wheat grains, ready in five minutes.
red-lentils-500g | Red lentils 500 g | 1.99 | 700 | pulse dal soup protein | Split lentils that need no soaking.
chickpeas-400g | Chickpeas in a tin 400 g | 0.99 | 1500 | pulse canned hummus tin | Cooked chickpeas in water.
kidney-beans-400g | Kidney beans in a tin 400 g | 0.99 | 1300 | pulse canned chili tin | Cooked red beans for chili and salads.
baked-beans-415g | Baked beans 415 g | 1.19 | 900 | tin canned breakfast tomato | Haricot beans in tomato sauce.
chopped-tomatoes-400g | Chopped tomatoes in a tin 400 g | 0.89 | 1900 | tomato canned sauce tin | Peeled tomatoes in thick juice.
tomato-passata-700g | Tomato passata 700 g | 1.39 | 1000 | tomato sauce italian sieved | Sieved tomatoes, ready for the pan.
tomato-puree-200g | Tomato purée 200 g | 1.09 | 900 | tomato paste concentrate | Double concentrate in a tube.
basil-pesto-190g | Basil pesto 190 g | 2.79 | 700 | sauce pasta italian genovese | Pesto with basil, cashews and hard cheese.
coconut-milk-400ml | Coconut milk 400 ml | 1.69 | 800 | curry thai tin vegan | Thick coconut cream for curries.
tuna-in-water-145g | Tuna in water 145 g | 1.79 | 1100 | fish tin canned | Pole-caught tuna, drained weight 102 g.
wheat-flour-1kg | Plain wheat flour 1 kg | 0.99 | 1500 | baking bread cake | Fine white flour for cakes and sauces.
wholemeal-flour-1kg | Wholemeal flour 1 kg | 1.49 | 600 | baking bread whole grain | Stone-ground flour of the whole grain.
caster-sugar-1kg | Caster sugar 1 kg | 1.29 | 1200 | baking sweet | Fine white sugar.
baking-powder-3 | Baking powder, 3 sachets | 0.79 | 700 | baking raising agent | Three sachets, each for 500 g of flour.
dried-yeast-3 | Dried yeast, 3 sachets | 0.89 | 800 | baking bread | Yeast that needs no activating.
sea-salt-500g | Sea salt 500 g | 0.89 | 1000 | seasoning cooking | Fine salt from the Mediterranean.
black-pepper-50g | Black pepper mill 50 g | 2.99 | 600 | seasoning spice peppercorn | Whole peppercorns with a grinder.
curry-powder-40g | Mild curry powder 40 g | 1.79 | 500 | seasoning spice indian | Turmeric, coriander and cumin.
olive-oil-750ml | Extra virgin olive oil 750 ml | 8.99, 7.49 until sun | 700 | oil cooking salad | Cold-pressed oil with a peppery finish.
sunflower-oil-1l | Sunflower oil 1 l | 2.29 | 1100 | oil frying cooking | Neutral oil for frying and baking.
balsamic-vinegar-500ml | Balsamic vinegar 500 ml | 3.29 | 500 | dressing salad italian | Dark, mild vinegar from Modena.
dijon-mustard-200g | Dijon mustard 200 g | 1.59 | 500 | sauce condiment french hot | Sharp mustard for dressings.
tomato-ketchup-500ml | Tomato ketchup 500 ml | 2.19 | 1000 | sauce condiment | Thick ketchup with ripe tomatoes.
mayonnaise-250ml | Mayonnaise 250 ml | 1.99 | 700 | sauce condiment egg | Creamy mayonnaise with free-range eggs.
soy-sauce-250ml | Soy sauce 250 ml | 2.49 | 600 | sauce asian seasoning | Naturally brewed for half a year.
vegetable-stock-cubes-8 | Vegetable stock cubes, 8 pieces | 1.49 | 900 | soup broth bouillon vegan | Cubes for half a litre each.
blossom-honey-500g | Blossom honey 500 g | 4.99 | 600 | sweet spread breakfast | Liquid honey from meadow flowers.
strawberry-jam-340g | Strawberry jam 340 g | 2.49 | 700 | sweet spread breakfast fruit | Cooked with more fruit than sugar.
peanut-butter-350g | Crunchy peanut butter 350 g | 3.29 | 800 | spread nut protein | Roasted peanuts and a little salt.
hazelnut-spread-400g | Hazelnut chocolate spread 400 g | 3.79 | 900 | sweet breakfast cocoa | Smooth spread without palm oil.
rolled-oats-500g | Rolled oats 500 g | 1.19 | 1400 | porridge breakfast cereal grain | Wholegrain oats for porridge and muesli.
fruit-muesli-750g | Fruit muesli 750 g | 3.49 | 600 | breakfast cereal oat raisin | Oats with raisins, apple and hazelnuts.
corn-flakes-500g | Corn flakes 500 g | 2.29 | 800 | breakfast cereal | Toasted flakes that stay crisp in milk.
`,
);
