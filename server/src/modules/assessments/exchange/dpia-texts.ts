/** What the platform itself can say in a DPIA. The form is Dutch, and so is what is filled in. */
export const dpiaTexts = {
  inhabitants: 'Inwoners',
  types: { ordinary: 'gewoon', special: 'bijzonder', number: 'nationaal identificatienummer' },
  operationName: (party: string) => `Aanleveren en koppelen van gegevens van ${party}`,
  operation: (party: string) =>
    `${party} vervangt persoonsnummers door pseudoniemen die alleen in dit project gelden en levert de gegevens aan. Daar worden ze gekoppeld aan die van de andere partijen en geteld.`,
  otherParties: (names: readonly string[]) =>
    `Ook betrokken, zonder eigen persoonsgegevens: ${names.join(', ')}.`,
  techniques:
    'Pseudoniemen per project, gemaakt met een sleutel die een aparte sleutelbeheerder bewaart. Vragen worden alleen beantwoord met tellingen, met ruis en onderdrukking van kleine aantallen. Het platform voorspelt geen gedrag van personen en neemt geen besluiten.',
  proportionality:
    'Namen, adressen en geboortedata worden bij de aanlevering weggelaten of grover gemaakt: leeftijdsgroep, maand en buurt.',
  retention: (dataSet: string, months: number | null) =>
    months === null
      ? `${dataSet}: nog geen bewaartermijn in het gegevenscontract.`
      : `${dataSet}: ${writeMonths(months)} volgens het gegevenscontract.`,
  risks: [
    {
      risk: 'Iemand is in een kleine groep te herkennen',
      origin: 'Cijfers over weinig personen',
      measure: 'Kleine aantallen worden niet getoond, ook niet als ze uit andere cijfers af te leiden zijn.',
    },
    {
      risk: 'Gegevens van verschillende projecten worden aan elkaar gekoppeld',
      origin: 'Hetzelfde pseudoniem op meer plaatsen',
      measure: 'Elk project heeft een eigen sleutel, dus eigen pseudoniemen.',
    },
    {
      risk: 'Onbevoegden zien gegevens',
      origin: 'Een account of een server in verkeerde handen',
      measure:
        'Rollen per organisatie, een tweede factor, een logboek van wie wat deed, en geen toegang tot losse regels.',
    },
  ],
} as const;

function writeMonths(months: number): string {
  if (months >= 12 && months % 12 === 0) return `${months / 12} jaar`;
  return months < 1 ? 'minder dan een maand' : `${Math.round(months)} maanden`;
}
