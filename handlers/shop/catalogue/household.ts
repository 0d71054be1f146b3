import { shelf } from './shelf.js';

/** Cleaning, laundry, paper and small helpers. */
export const household = shelf(
  'household',
  `
toilet-paper-16 | Toilet paper, 16 rolls | 7.99, 6.49 until mon | 900 | tissue bathroom roll recycled | Three soft layers of recycled paper.
kitchen-roll-4 | Kitchen roll, 4 rolls | 3.29 | 800 | paper towel tissue | Strong sheets that soak up a lot.
facial-tissues-box-100 | Facial tissues, box of 100 | 1.49 | 700 | paper handkerchief cold | Soft tissues for the bedside.
pocket-tissues-15 | Pocket tissues, 15 packs | 2.19 | 600 | paper handkerchief cold | Handy packs of ten.
aluminium-foil-30m | Aluminium foil 30 m | 2.99 | 500 | kitchen wrap oven grill | Tear-resistant foil for oven and grill.
cling-film-50m | Cling film 50 m | 2.29 | 450 | kitchen wrap plastic | Clear film that sticks to itself.
baking-paper-20m | Baking paper 20 m | 2.19 | 600 | parchment kitchen oven | Non-stick on both sides, unbleached.
freezer-bags-3l-40 | Freezer bags 3 l, 40 pieces | 1.89 | 500 | kitchen food storage | Sturdy bags with a strip to write on.
bin-bags-35l-30 | Bin bags 35 l, 30 pieces | 2.49 | 900 | trash rubbish garbage waste | Tear-proof bags with ties.
compost-bags-10l-20 | Compostable bags 10 l, 20 pieces | 2.79 | 400 | trash organic waste bio | Bags that rot with what is in them.
washing-up-liquid-500ml | Washing-up liquid 500 ml | 1.49 | 1100 | dish soap cleaning kitchen | Cuts grease and is kind to hands.
dishwasher-tablets-40 | Dishwasher tablets, 40 pieces | 7.49, 5.99 until wed | 700 | dish cleaning tabs | All-in-one tablets in a soluble film.
dishwasher-salt-2kg | Dishwasher salt 2 kg | 1.79 | 400 | dish water softener | Coarse salt against limescale.
laundry-liquid-1500ml | Liquid laundry detergent 1.5 l | 6.99 | 800 | washing clothes colour | For 30 washes of coloured clothes.
laundry-powder-2kg | Laundry powder 2 kg | 7.49 | 600 | washing detergent clothes white | For whites, from 20 to 95 degrees.
fabric-softener-1l | Fabric softener 1 l | 2.49 | 500 | laundry washing clothes | Makes towels soft and smells of linen.
stain-remover-500ml | Stain remover spray 500 ml | 3.49 | 300 | laundry washing clothes | To spray on before the wash.
all-purpose-cleaner-1l | All-purpose cleaner 1 l | 1.99 | 800 | cleaning floor surface | For floors, tiles and worktops.
glass-cleaner-500ml | Glass cleaner 500 ml | 1.99 | 500 | cleaning window mirror | Streak-free shine for windows and mirrors.
bathroom-cleaner-750ml | Bathroom cleaner 750 ml | 2.49 | 500 | cleaning limescale shower | Dissolves limescale and soap marks.
toilet-cleaner-750ml | Toilet cleaner 750 ml | 1.79 | 600 | cleaning wc bathroom | Thick gel that reaches under the rim.
sponges-5 | Cleaning sponges, 5 pieces | 1.49 | 900 | cleaning scrub dish kitchen | A soft side and a rough side.
microfibre-cloths-4 | Microfibre cloths, 4 pieces | 3.49 | 500 | cleaning dust wipe | Clean with nothing but water.
rubber-gloves-m | Rubber gloves, medium | 1.79 | 300 | cleaning hands dish | Lined gloves with a firm grip.
aa-batteries-8 | AA batteries, 8 pieces | 4.99 | 600 | battery alkaline power | Long-lasting alkaline cells.
led-bulb-e27 | LED bulb E27, warm white | 3.99 | 400 | light lamp bulb | As bright as 60 W at 8 W.
tea-lights-50 | Tea lights, 50 pieces | 3.49 | 350 | candle light | Burn for four hours each.
matches-10 | Matches, 10 boxes | 1.29 | 0 | fire candle light | Ten boxes of safety matches.
`,
);
