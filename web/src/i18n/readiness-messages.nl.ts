export const readinessMessagesNl = {
  'readiness.not-in': 'Je organisatie doet niet mee aan deze editie.',
  'readiness.role-may-not': 'Wie voor je organisatie beslist, kan een nieuwe ronde beginnen.',
  'readiness.nobody-answered':
    'In deze ronde heeft nog niemand geantwoord. Een nieuwe ronde heeft nog geen zin.',
  'readiness.round-changed':
    'Er is net een nieuwe ronde begonnen. Je antwoorden staan hier nog: verstuur ze opnieuw.',
  'readiness.answers-wait': 'Hoe ver zijn jullie? Geef je antwoorden: het kost vijf minuten.',
  'readiness.rung.not-looked-back':
    'Kijk eerst goed terug: er is nog niet beschreven en verklaard wat er gebeurd is.',
  'readiness.rung.not-used': 'Gebruik eerst wat al gevonden is: er rust nog geen inzicht op.',
  'readiness.rung.data-level':
    'De registratie van {organisation} staat op trede {level} van 4. Meer kunnen die data nu niet dragen.',
};
