/** The contract of the litter reports is in Dutch; the pages speak both languages. */
export const litterWords = {
  name: { nl: 'Meldingen van zwerfafval', en: 'Reports of litter' },
  purpose: {
    nl: 'Weten waar en wanneer zwerfafval wordt gemeld',
    en: 'To know where and when litter is reported',
  },
  limitations: {
    nl: 'Alleen wat gemeld is; niet elk zwerfafval wordt gemeld',
    en: 'Only what was reported; not all litter is reported',
  },
  usage: {
    nl: 'Beleid over afvalbakken, vegen en voorlichting',
    en: 'Policy on bins, sweeping and information',
  },
  legalBasis: { nl: 'Publieke taak', en: 'Public task' },
  descriptions: {
    month: { nl: 'Maand waarin de melding binnenkwam', en: 'Month in which the report came in' },
  },
  columns: { kind: { nl: 'Soort afval', en: 'Kind of litter' } },
  values: {
    kind: {
      'beside-bin': { nl: 'Naast de bak', en: 'Beside the bin' },
      street: { nl: 'Los op straat', en: 'Loose on the street' },
      bulky: { nl: 'Grof afval', en: 'Bulky waste' },
    },
  },
};
