import type { Words } from './organisations.ts';
import type { Dataset } from './sources/source.ts';

export const datasetNames: Readonly<Record<Dataset, Words>> = {
  'nuisance-reports': { nl: 'Overlastmeldingen', en: 'Nuisance reports' },
  'social-support': { nl: 'Wmo-voorzieningen', en: 'Social support' },
  population: { nl: 'Bevolking', en: 'Population' },
  tenancies: { nl: 'Huurovereenkomsten', en: 'Tenancies' },
  'mental-health-care': { nl: 'Geestelijke gezondheidszorg', en: 'Mental health care' },
  benefits: { nl: 'Uitkeringen', en: 'Benefits' },
};

/** Columns that stay after delivery, by their name in the contract. */
export const columnNames: Readonly<Record<string, Words>> = {
  category: { nl: 'Soort overlast', en: 'Kind of nuisance' },
  reported_by: { nl: 'Gemeld door', en: 'Reported by' },
  follow_up: { nl: 'Regie op de opvolging', en: 'Who directs the follow-up' },
  kind: { nl: 'Soort', en: 'Kind' },
  hours_per_week: { nl: 'Uren per week', en: 'Hours per week' },
  inhabitants: { nl: 'Inwoners', en: 'Inhabitants' },
  dwelling: { nl: 'Soort woning', en: 'Kind of dwelling' },
  complaint: { nl: 'Klacht in dat jaar', en: 'Complaint in that year' },
  arrears: { nl: 'Huurachterstand', en: 'Rent arrears' },
  amount: { nl: 'Bedrag', en: 'Amount' },
};

/** Columns that stay with the partner, or land as something else, by their name in the contract. */
export const partnerColumnNames: Readonly<Record<string, Words>> = {
  report_id: { nl: 'Meldingsnummer', en: 'Report number' },
  provision_id: { nl: 'Nummer van de voorziening', en: 'Provision number' },
  tenancy_id: { nl: 'Nummer van de overeenkomst', en: 'Tenancy number' },
  person_number: { nl: 'Burgerservicenummer', en: 'Person number (BSN)' },
  given_name: { nl: 'Voornaam', en: 'Given name' },
  prefix: { nl: 'Voorvoegsel', en: 'Prefix of the surname' },
  surname: { nl: 'Achternaam', en: 'Surname' },
  birth_date: { nl: 'Geboortedatum', en: 'Date of birth' },
  postcode: { nl: 'Postcode', en: 'Postcode' },
  house_number: { nl: 'Huisnummer', en: 'House number' },
  remarks: { nl: 'Toelichting', en: 'Remarks' },
};

/** Registered categories. */
export const categoryNames: Readonly<Record<string, Words>> = {
  noise: { nl: 'Geluid', en: 'Noise' },
  litter: { nl: 'Zwerfafval', en: 'Litter' },
  'confused-behaviour': { nl: 'Onbegrepen gedrag', en: 'Confused behaviour' },
  'drugs-and-alcohol': { nl: 'Drugs en alcohol', en: 'Drugs and alcohol' },
  'neighbour-dispute': { nl: 'Burenruzie', en: 'Neighbour dispute' },
  vandalism: { nl: 'Vernieling', en: 'Vandalism' },
  'youth-group': { nl: 'Groep jongeren', en: 'Group of young people' },
  inhabitant: { nl: 'Inwoner', en: 'Inhabitant' },
  'police-officer': { nl: 'Politie', en: 'Police officer' },
  enforcement: { nl: 'Handhaving', en: 'Enforcement' },
  'housing-caretaker': { nl: 'Huismeester', en: 'Caretaker' },
  anonymous: { nl: 'Anoniem', en: 'Anonymous' },
  none: { nl: 'Niemand', en: 'Nobody' },
  police: { nl: 'Politie', en: 'Police' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  housing: { nl: 'Woningcorporatie', en: 'Housing association' },
  care: { nl: 'Zorg', en: 'Care' },
  'household-help': { nl: 'Hulp bij het huishouden', en: 'Household help' },
  'guidance-at-home': { nl: 'Begeleiding thuis', en: 'Guidance at home' },
  'day-activities': { nl: 'Dagbesteding', en: 'Day activities' },
  transport: { nl: 'Vervoer', en: 'Transport' },
  flat: { nl: 'Flat', en: 'Flat' },
  'family-house': { nl: 'Eengezinswoning', en: 'Family house' },
  'senior-dwelling': { nl: 'Seniorenwoning', en: 'Senior dwelling' },
  yes: { nl: 'Ja', en: 'Yes' },
  no: { nl: 'Nee', en: 'No' },
  outpatient: { nl: 'Poliklinisch', en: 'Outpatient' },
  'care-at-home': { nl: 'Zorg aan huis', en: 'Care at home' },
  'day-treatment': { nl: 'Dagbehandeling', en: 'Day treatment' },
  'clinical-admission': { nl: 'Opname', en: 'Admission' },
  unemployment: { nl: 'Werkloosheid', en: 'Unemployment' },
  disability: { nl: 'Arbeidsongeschiktheid', en: 'Disability' },
  'sickness-leave': { nl: 'Ziekte', en: 'Sickness' },
};
