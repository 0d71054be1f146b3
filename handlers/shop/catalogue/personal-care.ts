import { shelf } from './shelf.js';

/** For body, hair and teeth. */
export const personalCare = shelf(
  'personal_care',
  `
shampoo-300ml | Everyday shampoo 300 ml | 2.99 | 800 | hair wash | Mild shampoo for all kinds of hair.
anti-dandruff-shampoo-300ml | Anti-dandruff shampoo 300 ml | 3.99 | 400 | hair wash scalp | Calms the scalp and clears flakes.
conditioner-250ml | Conditioner 250 ml | 2.99 | 500 | hair care | Makes long hair easy to comb.
shower-gel-250ml | Shower gel 250 ml | 1.99, 1.49 until fri | 1000 | body wash soap | Fresh gel with citrus and mint.
bar-soap-3 | Olive oil soap, 3 bars | 2.99 | 500 | body wash hand | Plain bars without perfume.
hand-soap-500ml | Liquid hand soap refill 500 ml | 2.49 | 800 | hand wash refill | Gentle soap to refill the dispenser.
hand-cream-75ml | Hand cream 75 ml | 2.79 | 500 | skin lotion dry | Absorbs fast and protects dry hands.
body-lotion-400ml | Body lotion 400 ml | 4.49 | 450 | skin cream moisturiser | Light lotion with almond oil.
face-cream-50ml | Day face cream 50 ml | 5.99 | 300 | skin moisturiser | Moisture for the day, without perfume.
sunscreen-spf50-200ml | Sunscreen SPF 50 200 ml | 9.99, 7.99 until sun | 350 | sun lotion skin summer | Water-resistant protection from UVA and UVB.
lip-balm-5g | Lip balm 5 g | 1.79 | 600 | lips care | Beeswax balm for cold days.
deodorant-roll-on-50ml | Deodorant roll-on 50 ml | 2.29 | 800 | antiperspirant body | Lasting freshness without aluminium salts.
toothpaste-75ml | Fluoride toothpaste 75 ml | 1.99 | 1200 | teeth dental mint | Protects against decay, with mint.
childrens-toothpaste-50ml | Children's toothpaste 50 ml | 1.79 | 400 | teeth dental kids | Mild strawberry taste for milk teeth.
toothbrush-medium-2 | Toothbrushes medium, 2 pieces | 2.99 | 700 | teeth dental brush | Rounded bristles and a slim head.
dental-floss-50m | Dental floss 50 m | 1.99 | 450 | teeth dental | Waxed floss that glides.
mouthwash-500ml | Mouthwash 500 ml | 3.49 | 400 | teeth dental rinse | Fresh breath without alcohol.
razors-5 | Disposable razors, 5 pieces | 3.99 | 400 | shaving blade | Three blades and a pivoting head.
shaving-foam-200ml | Shaving foam 200 ml | 2.49 | 400 | shaving cream | Dense foam for sensitive skin.
cotton-pads-100 | Cotton pads, 100 pieces | 1.29 | 700 | make-up remover cosmetic | Soft pads of organic cotton.
cotton-buds-200 | Cotton buds, 200 pieces | 1.19 | 600 | ear cosmetic | Paper sticks with cotton tips.
sanitary-pads-14 | Sanitary pads, 14 pieces | 2.49 | 700 | period hygiene towels | Thin pads with wings.
tampons-32 | Tampons, 32 pieces | 3.49 | 600 | period hygiene | Regular size, of organic cotton.
baby-wipes-80 | Baby wipes, 80 pieces | 1.99 | 900 | baby nappy skin | Moist wipes with 99% water.
nappies-size-4-44 | Nappies size 4, 44 pieces | 9.99 | 450 | baby diaper | For babies of 9 to 14 kg.
plasters-40 | Sticking plasters, 40 pieces | 2.29 | 500 | first aid wound bandage | Four sizes, water-resistant.
bath-salts-500g | Lavender bath salts 500 g | 3.99 | 0 | bath relax | Sea salt with lavender oil for a long bath.
`,
);
