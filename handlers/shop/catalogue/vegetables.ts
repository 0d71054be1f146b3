import { shelf } from './shelf.js';

/** Fresh vegetables and herbs. */
export const vegetables = shelf(
  'vegetables',
  `
vine-tomatoes-500g | Vine tomatoes 500 g | 2.29 | 1200 | tomato salad red | Ripe tomatoes still on the vine.
cherry-tomatoes-250g | Cherry tomatoes 250 g | 1.89, 1.49 until mon | 1100 | tomato salad snack | Sweet little tomatoes for salads and lunch boxes.
cucumber-1 | Cucumber | 0.99 | 1300 | salad green | A long, crisp cucumber.
iceberg-lettuce-1 | Iceberg lettuce | 1.29 | 700 | salad green leaves | A firm head with crunchy leaves.
baby-spinach-200g | Baby spinach 200 g | 2.19 | 600 | salad green leaves | Tender washed leaves for the bowl or the pan.
rocket-100g | Rocket 100 g | 1.59 | 500 | salad arugula rucola leaves | Peppery leaves, washed and ready.
carrots-1kg | Carrots 1 kg | 1.29 | 1500 | vegetable root orange | Crunchy carrots for snacks and soups.
potatoes-waxy-2kg | Waxy potatoes 2 kg | 2.99 | 1400 | potato salad boil | Firm potatoes that keep their shape.
potatoes-floury-2kg | Floury potatoes 2 kg | 2.99 | 1000 | potato mash bake | Soft potatoes for mash and baking.
sweet-potatoes-1kg | Sweet potatoes 1 kg | 2.79 | 700 | potato orange root | Orange roots for roasting and curries.
onions-1kg | Brown onions 1 kg | 1.29 | 1600 | onion cooking | The start of almost every dinner.
red-onions-500g | Red onions 500 g | 1.19 | 900 | onion salad | Mild onions for salads and pickles.
garlic-3 | Garlic, 3 bulbs | 1.39 | 1100 | cooking aromatic | Three firm bulbs with juicy cloves.
ginger-root-150g | Ginger root 150 g | 0.99 | 600 | spice asian tea | Fresh root for tea, curries and baking.
mixed-peppers-3 | Mixed peppers, 3 pieces | 2.29, 1.79 until wed | 1000 | pepper capsicum paprika red yellow green | One red, one yellow and one green pepper.
courgettes-500g | Courgettes 500 g | 1.69 | 700 | zucchini squash green | Slender courgettes for frying and grilling.
aubergine-1 | Aubergine | 1.29 | 500 | eggplant mediterranean | A glossy aubergine for moussaka or the grill.
broccoli-500g | Broccoli 500 g | 1.79 | 900 | vegetable green cabbage | A tight green head.
cauliflower-1 | Cauliflower | 2.49 | 500 | vegetable cabbage white | A white head to roast whole or in florets.
mushrooms-400g | White mushrooms 400 g | 2.19 | 800 | champignon fungi | Firm button mushrooms for pan and soup.
leeks-500g | Leeks 500 g | 1.99 | 450 | vegetable soup onion | Three leeks, trimmed.
red-cabbage-1 | Red cabbage | 1.99 | 300 | vegetable kraut slaw | A heavy head for slaw and slow braising.
butternut-squash-1 | Butternut squash | 2.49 | 350 | pumpkin soup orange | Sweet, nutty squash for soups.
basil-pot | Basil in a pot | 1.79 | 400 | herb fresh italian pesto | A bushy plant for the kitchen window.
flat-parsley-30g | Flat-leaf parsley 30 g | 0.99 | 500 | herb fresh | A bunch of fresh parsley.
asparagus-500g | Green asparagus 500 g | 4.49 | 0 | vegetable spring spears | Tender spears, in season only.
`,
);
