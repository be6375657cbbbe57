/** The steps of a first start, by the code the hub gives them. */
export const startUpNl = {
  'start-up.other': 'Klaarzetten',
} as const;
