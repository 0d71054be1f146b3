import { shelf } from './shelf.js';

/** Meat, fish, and what replaces them. */
export const meat = shelf(
  'meat',
  `
chicken-breast-500g | Chicken breast fillets 500 g | 6.49, 5.29 until sat | 700 | poultry lean | Two or three skinless fillets.
chicken-thighs-600g | Chicken thighs 600 g | 4.99 | 500 | poultry roast | Juicy thighs with skin and bone.
whole-chicken-1400g | Whole chicken 1.4 kg | 7.99 | 250 | poultry roast sunday | A free-range bird for the Sunday roast.
turkey-escalopes-400g | Turkey escalopes 400 g | 5.49 | 350 | poultry lean schnitzel | Thin slices that cook in minutes.
beef-mince-500g | Lean beef mince 500 g | 5.99 | 800 | ground beef bolognese burger | Minced beef with at most 12% fat.
mixed-mince-500g | Mixed mince 500 g | 4.79 | 600 | ground pork beef meatball | Half beef, half pork, for meatballs.
rump-steak-250g | Rump steak 250 g | 7.49, 5.99 until fri | 300 | beef grill | A well-hung steak for the hot pan.
beef-stew-500g | Diced stewing beef 500 g | 6.99 | 300 | beef braise goulash casserole | Shoulder cut for slow cooking.
pork-chops-4 | Pork chops, 4 pieces | 5.79 | 400 | pork grill | Bone-in chops of even thickness.
pork-tenderloin-400g | Pork tenderloin 400 g | 6.29 | 250 | pork fillet roast | The most tender cut, trimmed.
lamb-chops-300g | Lamb chops 300 g | 8.99 | 150 | lamb grill rosemary | Small chops that like rosemary and fire.
smoked-bacon-200g | Smoked bacon 200 g | 2.99 | 800 | pork breakfast rashers | Thin rashers smoked over beech.
pork-sausages-6 | Pork sausages, 6 pieces | 3.79 | 600 | pork grill breakfast bratwurst | Coarse sausages with marjoram.
vienna-sausages-8 | Vienna sausages, 8 pieces | 3.29 | 500 | hot dog frankfurter children | Lightly smoked sausages to warm up.
cooked-ham-150g | Cooked ham slices 150 g | 2.49 | 700 | pork cold cut sandwich | Mild ham, sliced thin.
salami-100g | Milano salami slices 100 g | 2.29 | 600 | cold cut sandwich italian | Finely minced Italian salami.
prosciutto-80g | Prosciutto 80 g | 3.49 | 400 | ham cold cut italian | Air-dried ham in thin slices.
fresh-salmon-300g | Fresh salmon fillet 300 g | 8.49 | 200 | fish seafood | Skin-on fillet for pan or oven.
smoked-salmon-100g | Smoked salmon 100 g | 4.49, 3.59 until sun | 450 | fish seafood brunch | Cold-smoked slices for bagels and eggs.
cod-fillet-300g | Cod fillet 300 g | 7.99 | 180 | fish seafood white | Thick flakes of white fish.
tofu-natural-400g | Natural tofu 400 g | 2.49 | 500 | vegan vegetarian soy plant based | Firm tofu to marinate and fry.
smoked-tofu-200g | Smoked tofu 200 g | 2.29 | 400 | vegan vegetarian soy plant based | Beech-smoked and ready to eat.
falafel-200g | Falafel 200 g | 2.79 | 350 | vegan vegetarian chickpea | Spiced chickpea balls to warm up.
`,
);
