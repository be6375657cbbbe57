export const givenNames = {
  female: [
    'Aaltje',
    'Anouk',
    'Björk',
    'Chloë',
    'Dewi',
    'Elif',
    'Femke',
    'Gülay',
    'Hanneke',
    'Inés',
    'Jet',
    'Kim',
  ],
  male: ['Abel', 'Bilal', 'Cas', 'Dirk', 'Emre', 'Floris', 'Gijs', 'Hüseyin', 'Igor', 'José', 'Koen', 'Loïc'],
} as const;

export const prefixes = ['', '', '', '', 'de', 'van', 'van der', 'van den', 'el', 'ter'] as const;

export const surnames = [
  ...['Aalbers', 'Blom', 'Citroën', 'Dijkhuis', 'Evertsen', 'Franken', 'Gerritsma', 'Hoekman', 'Idrissi'],
  ...['Jonkers', 'Kloosterman', 'Lemaître', 'Molenaar', 'Nijdam', 'Özkan', 'Poelstra', 'Quist', 'Roos'],
  ...['Schaafsma', 'Terpstra', 'Uiterwijk', 'Verbeek', 'Wieringa', 'Ypma', 'Zandstra'],
] as const;
