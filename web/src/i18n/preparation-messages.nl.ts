/** Why something cannot be done in the preparation of an edition. */
export const preparationMessagesNl = {
  'preparation.not-in': 'Jouw organisatie doet nog niet mee aan deze editie.',
  'preparation.leader-only': 'Alleen de facilitator van de editie kan dit doen.',
  'preparation.role-may-not': 'Dit hoort niet bij jouw rol in deze editie.',
  'preparation.other-organisation': 'Dit zegt een organisatie zelf.',
  'preparation.too-late': 'De editie is al aan het oplossen. Wat is afgewogen, ligt vast.',
  'preparation.changed-meanwhile':
    'Iemand anders heeft dit net veranderd. Kijk wat er nu staat; wat je hebt getypt is er nog.',
  'preparation.not-answered': 'Hier is nog niets ingevuld.',
  'preparation.questions-unanswered': 'Beantwoord eerst nog {n|één vraag|# vragen}.',
  'preparation.already-decided': 'Dit is al besloten.',
  'preparation.organisation-not-in': '{organisation} doet niet mee aan deze editie.',
  'preparation.commitment-unknown': 'Dit is al weggehaald.',
  'preparation.last-commitment': 'De editie is begonnen: leg eerst iets anders in.',
  'preparation.person-unknown': 'Deze persoon doet niet mee aan de editie.',
  'preparation.not-your-background': 'Dit zegt iemand zelf, of de facilitator.',
  'preparation.example-unknown': 'Dit voorbeeld is er niet meer.',
  'preparation.example-of-another': 'Alleen wie het voorbeeld toevoegde, kan het weghalen.',
  'preparation.year-to-come': '{year} is nog niet geweest.',
} as const;
