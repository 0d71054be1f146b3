import { shelf } from './shelf.js';

/** Coffee, tea, juice, water and other drinks. */
export const drinks = shelf(
  'drinks',
  `
still-water-6x1500ml | Still mineral water 6 x 1.5 l | 2.99 | 1500 | water bottle plain | Six bottles of soft spring water.
sparkling-water-6x1500ml | Sparkling mineral water 6 x 1.5 l | 3.19 | 1500 | water fizzy soda bottle | Six bottles of lively mineral water.
orange-juice-1l | Orange juice 1 l | 2.99, 2.39 until mon | 1100 | juice fruit breakfast vitamin | Pressed from ripe oranges, not from concentrate.
apple-juice-1l | Cloudy apple juice 1 l | 1.99 | 1000 | juice fruit orchard | Cloudy juice of apples from local orchards.
multivitamin-juice-1l | Multivitamin juice 1 l | 2.19 | 700 | juice fruit vitamin | Juice of twelve fruits with added vitamins.
tomato-juice-750ml | Tomato juice 750 ml | 2.29 | 300 | juice vegetable cocktail | Savoury juice with a pinch of salt.
cranberry-drink-1l | Cranberry drink 1 l | 2.79 | 350 | juice berry tart | Tart red drink for the glass or the cocktail.
cola-1500ml | Cola 1.5 l | 1.79 | 1600 | soda soft drink caffeine | The brown fizzy classic.
cola-zero-1500ml | Cola zero sugar 1.5 l | 1.79 | 1400 | soda soft drink sugar free caffeine | All the fizz and no sugar.
lemonade-1l | Cloudy lemonade 1 l | 2.29 | 700 | soda soft drink lemon | Sparkling lemonade with real lemon juice.
ginger-ale-4x200ml | Ginger ale 4 x 200 ml | 3.49 | 400 | soda mixer spicy | Small cans of dry, gingery fizz.
tonic-water-1l | Tonic water 1 l | 1.99 | 600 | soda mixer quinine | Bitter-sweet mixer with quinine.
elderflower-cordial-500ml | Elderflower cordial 500 ml | 3.99 | 300 | syrup floral squash | Floral syrup to dilute with still or sparkling water.
ground-coffee-500g | Ground coffee 500 g | 6.99, 5.49 until thu | 900 | coffee filter arabica | Medium-roast arabica, ground for filters.
espresso-beans-1kg | Espresso beans 1 kg | 14.99, 11.99 until sat | 450 | coffee whole bean italian | Dark-roast beans with a thick crema.
decaf-coffee-250g | Decaf ground coffee 250 g | 4.79 | 300 | coffee decaffeinated filter | Gently decaffeinated, with all of the aroma.
instant-coffee-200g | Instant coffee 200 g | 5.99 | 500 | coffee soluble quick | Freeze-dried coffee, ready in seconds.
coffee-pods-20 | Coffee pods, 20 pieces | 5.49 | 600 | coffee capsule espresso | Compostable espresso pods of medium strength.
english-breakfast-tea-50 | English breakfast tea, 50 bags | 3.29 | 800 | tea black | Strong black tea that takes milk well.
green-tea-25 | Green tea, 25 bags | 2.79 | 500 | tea sencha japanese | Delicate steamed leaves with a grassy note.
peppermint-tea-25 | Peppermint tea, 25 bags | 1.99 | 600 | tea herbal caffeine free mint | Pure peppermint leaves without caffeine.
chamomile-tea-25 | Chamomile tea, 25 bags | 1.99 | 0 | tea herbal caffeine free bedtime | Calming blossoms for the evening.
drinking-chocolate-500g | Drinking chocolate 500 g | 3.99 | 400 | cocoa hot chocolate powder | Cocoa powder for hot or cold milk.
alcohol-free-beer-6x330ml | Alcohol-free lager 6 x 330 ml | 4.99 | 500 | beer non alcoholic | Crisp lager with less than 0.5% alcohol.
`,
);
