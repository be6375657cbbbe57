import type { startUpNl } from './start-up.nl.ts';

export const startUpEn = {
  'demo.town': 'We create Voorbeeldstad: residents, neighbourhoods and files',
  'demo.edition': 'Five organisations agree on what they want to know',
  'demo.deliveries': 'Names and numbers become pseudonyms, then the data are delivered',
  'demo.analyses': 'The questions are answered',
  'demo.older-edition': 'An earlier edition, about litter, is played',
  'start-up.other': 'Preparing',
} satisfies Record<keyof typeof startUpNl, string>;
