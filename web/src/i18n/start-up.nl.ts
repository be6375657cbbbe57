/** The steps of a first start, by the code the hub gives them. */
export const startUpNl = {
  'demo.town': 'Voorbeeldstad wordt bedacht: inwoners, buurten en bestanden',
  'demo.edition': 'Vijf organisaties spreken af wat ze willen weten',
  'demo.deliveries': 'Namen en nummers worden pseudoniemen, daarna wordt geleverd',
  'demo.analyses': 'De vragen worden beantwoord',
  'demo.older-edition': 'Een editie van eerder, over zwerfafval, wordt gespeeld',
  'start-up.other': 'Klaarzetten',
} as const;
