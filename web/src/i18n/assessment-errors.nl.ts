/** What may be answered on the pages that these come with. */
export const assessmentErrorsNl = {
  'assessments.not-in': 'Je organisatie doet niet mee aan deze editie.',
  'assessments.role-may-not': 'Met jouw rol kun je dit lezen, niet veranderen.',
  'assessments.no-form': 'De regels van de pre-scan zijn er nog niet. Vraag een beheerder om ze te brengen.',
  'assessments.form-invalid': 'Dit bestand is geen formulier dat we kunnen gebruiken.',
  'assessments.form-other': 'We kennen het formulier {urn} niet. Breng de pre-scan, de DPIA of het IAMA.',
  'assessments.question-unknown': 'Deze vraag staat niet meer in het formulier.',
  'assessments.answer-not-offered': 'Dit antwoord hoort niet bij de keuzes.',
  'assessments.changed-meanwhile':
    'Een collega antwoordde intussen. Wat je koos staat er nog: kijk het na en verstuur het opnieuw.',
  'assessments.no-file': 'Er zat geen bestand bij.',
  'assessments.file-too-large': 'Dit bestand is te groot. Er is niets bewaard.',
  'assessments.file-not-json':
    'Dit bestand is geen JSON. Bewaar het als JSON in de invulhulp van het ministerie.',
  'assessments.file-unsafe': 'Dit bestand is te diep genest, te lang of onveilig. Er is niets bewaard.',
  'assessments.file-other-form': 'Dit bestand is geen DPIA of IAMA.',
  'assessments.file-unknown': 'Dit bestand kennen we niet, of niet meer.',
  'assessments.same-principle': 'Kies twee verschillende principes.',
  'assessments.review-past': 'Kies een dag na vandaag om er opnieuw naar te kijken.',
  'assessments.record-unknown': 'Dit kennen we niet, of niet meer.',
  'assessments.review-waits': 'Kijk opnieuw naar een keuze over ethiek: de dag ervoor is voorbij.',
} as const;
