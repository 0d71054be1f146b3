import { shelf } from './shelf.js';

/** Fresh fruit. */
export const fruit = shelf(
  'fruit',
  `
bananas-1kg | Bananas 1 kg | 1.79 | 1800 | fruit snack smoothie | Sweet yellow bananas, about six.
organic-bananas-1kg | Organic bananas 1 kg | 2.29 | 900 | fruit bio snack fairtrade | Fairly traded bananas from organic growers.
gala-apples-1kg | Gala apples 1 kg | 2.49, 1.89 until sat | 1400 | fruit red sweet | Crisp, sweet apples with a red blush.
granny-smith-apples-1kg | Granny Smith apples 1 kg | 2.69 | 800 | fruit green sour baking | Tart green apples for eating and for pies.
conference-pears-1kg | Conference pears 1 kg | 2.79 | 700 | fruit pear | Long, juicy pears with a russet skin.
oranges-2kg | Juicing oranges 2 kg | 3.49 | 900 | fruit citrus vitamin | Thin-skinned oranges full of juice.
clementines-1kg | Clementines 1 kg | 2.99 | 700 | fruit citrus mandarin easy peel | Easy peelers without pips.
lemons-500g | Unwaxed lemons 500 g | 1.69 | 1000 | fruit citrus baking | Four lemons whose zest can be used.
limes-4 | Limes, 4 pieces | 1.49 | 700 | fruit citrus cocktail | Juicy green limes for drinks and curries.
pink-grapefruit-2 | Pink grapefruits, 2 pieces | 1.79 | 400 | fruit citrus breakfast | Bitter-sweet halves for breakfast.
strawberries-500g | Strawberries 500 g | 3.99, 2.99 until thu | 600 | fruit berry summer | Fragrant red berries from nearby fields.
blueberries-250g | Blueberries 250 g | 3.29 | 700 | fruit berry snack | Plump berries for porridge and snacking.
raspberries-125g | Raspberries 125 g | 2.49 | 500 | fruit berry | Delicate berries, picked by hand.
red-grapes-500g | Red seedless grapes 500 g | 2.99 | 650 | fruit grape snack | Crunchy sweet grapes without seeds.
white-grapes-500g | White seedless grapes 500 g | 2.99 | 650 | fruit grape green snack | Pale green grapes with a floral taste.
kiwis-6 | Kiwis, 6 pieces | 1.99 | 600 | fruit green vitamin | Ripe green kiwis to eat with a spoon.
mango-1 | Mango, ready to eat | 1.99 | 400 | fruit tropical ripe | A ripe mango that smells of summer.
pineapple-1 | Pineapple, extra sweet | 2.99 | 300 | fruit tropical ananas | A golden pineapple of about 1.2 kg.
avocados-2 | Avocados, 2 pieces, ready to eat | 2.49 | 900 | fruit guacamole toast ripe | Two creamy avocados for toast or guacamole.
watermelon-1 | Watermelon, seedless | 4.99 | 200 | fruit melon summer | A cooling melon of about 3 kg.
peaches-1kg | Yellow peaches 1 kg | 3.29 | 350 | fruit stone summer | Juicy peaches with yellow flesh.
plums-500g | Plums 500 g | 2.19 | 300 | fruit stone baking | Dark plums for snacking and for cakes.
pomegranate-1 | Pomegranate | 1.79 | 0 | fruit seeds salad | Ruby seeds for salads and desserts.
`,
);
