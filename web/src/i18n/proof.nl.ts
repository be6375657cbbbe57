export const proofNl = {
  title: 'Laat zien dat jij het bent',
  lead: 'Dit kan niet iedereen doen die langs een open scherm loopt. Laat daarom eerst zien dat jij het bent.',
  after: 'Daarna gaat het vanzelf verder. Wat je hebt getypt blijft staan.',
  password: 'Je wachtwoord',
  code: 'Code van je app',
  codeHint: 'De zes cijfers die nu in je app staan. Een reservecode kan ook.',
  prove: 'Ga verder',
  passkey: 'Gebruik je passkey',
  organisation: 'Log opnieuw in bij je organisatie',
  organisationLead:
    'Daarna kom je terug op deze pagina. Doe daar nog eens wat je wilde doen. Wat je hebt getypt blijft niet staan.',
  demo: 'Ja, ik ben het',
  demoLead:
    'In de demo is dit genoeg. In het echt vraagt Datalab hier je wachtwoord, een code of je passkey.',
  none: 'Dat kan hier alleen door opnieuw in te loggen. Log uit en log weer in.',
  or: 'Of:',
  signInPasskey: 'Inloggen met een passkey',
  stepTitle: 'Nog één stap',
  stepLead: 'Laat ook met je tweede stap zien dat jij het bent.',
  stepSend: 'Inloggen',
  stepBack: 'Terug naar het begin',
  stepLost:
    'Telefoon kwijt? Gebruik een van je reservecodes. Heb je die ook niet, vraag dan een beheerder van je organisatie om je tweede stap weg te halen.',
};
