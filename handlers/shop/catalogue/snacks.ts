import { shelf } from './shelf.js';

/** Crisps, nuts, chocolate and sweets. */
export const snacks = shelf(
  'snacks',
  `
salted-crisps-175g | Sea salt crisps 175 g | 2.29, 1.69 until sat | 1300 | chips potato party | Thin potato crisps with sea salt.
paprika-crisps-175g | Paprika crisps 175 g | 2.29 | 1100 | chips potato party | Ridged crisps with sweet paprika.
tortilla-chips-200g | Tortilla chips 200 g | 1.99 | 900 | corn nacho mexican party | Crunchy corn triangles to dip.
salsa-dip-300g | Tomato salsa dip 300 g | 2.49 | 500 | sauce nacho mexican party | Chunky tomatoes with a mild heat.
hummus-200g | Hummus 200 g | 2.19 | 700 | dip chickpea vegan spread | Chickpeas with sesame and lemon.
salted-popcorn-100g | Salted popcorn 100 g | 1.59 | 600 | corn movie | Light, ready to eat and lightly salted.
pretzel-sticks-250g | Pretzel sticks 250 g | 1.29 | 700 | salty party | Thin baked sticks with coarse salt.
rice-cakes-130g | Rice cakes 130 g | 1.39 | 500 | gluten free light wholegrain | Puffed wholegrain rice with a pinch of salt.
oat-crackers-200g | Oat crackers 200 g | 1.99 | 400 | biscuit cheese savoury | Crumbly crackers for cheese.
roasted-peanuts-200g | Roasted salted peanuts 200 g | 1.79 | 900 | nut party | Dry-roasted peanuts.
cashews-150g | Cashew nuts 150 g | 2.99 | 600 | nut unsalted | Whole, unsalted and lightly roasted.
almonds-200g | Whole almonds 200 g | 3.29 | 700 | nut baking protein | Natural almonds with their skin.
trail-mix-200g | Trail mix 200 g | 2.79 | 500 | nut raisin dried fruit hiking | Nuts, raisins and cranberries for the road.
dried-apricots-200g | Dried apricots 200 g | 2.99 | 400 | fruit dried | Soft apricots without added sugar.
dark-chocolate-100g | Dark chocolate 70% 100 g | 1.99 | 1000 | cocoa bar sweet fairtrade | Fairly traded chocolate with a long finish.
milk-chocolate-100g | Milk chocolate 100 g | 1.49 | 1400 | cocoa bar sweet alpine | Melting chocolate made with alpine milk.
hazelnut-chocolate-100g | Whole hazelnut chocolate 100 g | 1.89 | 800 | cocoa bar sweet nut | Milk chocolate packed with roasted hazelnuts.
chocolate-cookies-225g | Chocolate chip cookies 225 g | 2.19, 1.79 until thu | 900 | biscuit sweet | Crisp cookies with plenty of chips.
butter-biscuits-200g | Butter biscuits 200 g | 1.49 | 700 | biscuit sweet tea | Plain biscuits to dip into tea.
fruit-gums-200g | Fruit gums 200 g | 1.59 | 900 | candy gummy sweets children | Chewy sweets with fruit juice.
liquorice-200g | Soft liquorice 200 g | 1.79 | 0 | candy sweets salty black | Dark, soft and slightly salty.
oat-bars-6 | Honey oat bars, 6 pieces | 2.69 | 600 | cereal granola breakfast | Baked bars for the school bag.
protein-bar-60g | Protein bar 60 g | 1.99 | 500 | sport fitness | Peanut bar with 20 g of protein.
`,
);
