import type { StatisticReason } from './statistics/statistic-verdict.ts';

/** Languages in which a protection is explained to people. */
export type ReasonLanguage = 'nl' | 'en';

/** Why something is not shown: of a cell, a statistic, a share of a group, or for the sake of another cell. */
export type Reason = StatisticReason | 'protects-another';

/**
 * A sentence for the person who checks a table or a statistic. It says what is wrong and, where possible, how to
 * correct it. No sentence contains a limit, a parameter or a figure, so it may be kept in a log. Readers of the table
 * see the same sign for every suppressed cell.
 */
export function explainReason(reason: Reason, language: ReasonLanguage): string {
  return sentences[reason][language];
}

/** All reasons there are. */
export function allReasons(): Reason[] {
  return Object.keys(sentences).filter((key): key is Reason => key in sentences);
}

const sentences: Readonly<Record<Reason, Readonly<Record<ReasonLanguage, string>>>> = {
  'too-few': {
    nl: 'Er tellen te weinig mensen of organisaties in mee.',
    en: 'Too few people or organisations are counted in it.',
  },
  dominated: {
    nl: 'Een klein deel van de deelnemers bepaalt bijna het hele bedrag. Zij kunnen elkaars bijdrage goed schatten.',
    en: 'A small part of the contributors makes up nearly all of the sum. They can estimate what the others gave.',
  },
  'all-zero': {
    nl: 'Iedereen heeft nul bijgedragen. Het totaal vertelt dus wat ieder heeft.',
    en: 'All contributions are zero. So the total discloses what each contributor has.',
  },
  'negative-contribution': {
    nl: 'Er zijn bijdragen onder nul. Daarvoor bestaat geen vaste regel: een mens moet dit beoordelen.',
    en: 'Some contributions are below zero. There is no fixed rule for that: a person has to judge it.',
  },
  'protects-another': {
    nl: 'Met dit getal kan iemand een ander getal uitrekenen dat weg is gelaten.',
    en: 'With this figure a reader could work out another one that was suppressed.',
  },
  nobody: {
    nl: 'Niemand in deze groep heeft het kenmerk. Dat vertelt iets over ieder van hen.',
    en: 'No member of this group has the property. That discloses something about each of them.',
  },
  everybody: {
    nl: 'Iedereen in deze groep heeft het kenmerk. Dat vertelt iets over ieder van hen.',
    en: 'Every member of this group has the property. That discloses something about each of them.',
  },
  'everybody-but-one': {
    nl: 'Op één na heeft iedereen in deze groep het kenmerk. Die ene weet het dan van alle anderen.',
    en: 'All but one person in this group have the property. That person then knows it of all others.',
  },
  'nobody-but-one': {
    nl: 'In deze groep heeft maar één persoon het kenmerk. Die weet dan dat alle anderen het niet hebben.',
    en: 'Only one person in this group has the property. That person then knows that the others do not.',
  },
  'nearly-everybody': {
    nl: 'Bijna iedereen in deze groep heeft het kenmerk, of bijna niemand. Dat vertelt iets over ieder van hen.',
    en: 'Nearly all members of this group have the property, or hardly any. That discloses something about each of them.',
  },
  'few-beyond': {
    nl: 'Aan één kant van deze waarde zitten te weinig mensen.',
    en: 'Too few people are on one side of this value.',
  },
  extreme: {
    nl: 'De hoogste of laagste waarde is de waarde van één iemand.',
    en: 'The highest or lowest value is the value of one person.',
  },
  'per-record': {
    nl: 'Hierin is elke persoon apart te zien.',
    en: 'Each person can be seen in it separately.',
  },
  'small-bin': {
    nl: 'In deze klasse zitten te weinig mensen. Maak de klassen breder.',
    en: 'Too few people are in this class. Make the classes wider.',
  },
  'one-bin': {
    nl: 'Iedereen zit in dezelfde klasse. Dat vertelt iets over ieder van hen.',
    en: 'All persons are in the same class. That discloses something about each of them.',
  },
  'edges-from-data': {
    nl: 'De klassen beginnen of eindigen bij de waarde van één iemand. Kies vaste grenzen.',
    en: 'The classes begin or end at the value of one person. Choose fixed limits.',
  },
  'axis-from-data': {
    nl: 'De as eindigt bij een echte waarde. Laat de as eindigen bij een rond getal.',
    en: 'The axis ends at a true value. Let it end at a round number.',
  },
  'small-cell': {
    nl: 'In een van de groepen onder deze maat zitten te weinig mensen.',
    en: 'Too few people are in one of the groups behind this measure.',
  },
  'zero-cell': {
    nl: 'Een van de groepen onder deze maat is leeg. Dat vertelt iets over iedereen in de andere groep.',
    en: 'One of the groups behind this measure is empty. That tells something about all in the other group.',
  },
  constant: {
    nl: 'Een van de variabelen is voor iedereen gelijk. Er valt niets te vergelijken.',
    en: 'One of the variables is the same for all. There is nothing to compare.',
  },
  'perfect-fit': {
    nl: 'Het model past precies. Daarmee is van ieder de uitkomst uit te rekenen.',
    en: 'The model fits exactly. With it the outcome of each person can be worked out.',
  },
  'few-degrees-of-freedom': {
    nl: 'Het model schat te veel voor zo weinig mensen. Neem minder variabelen of meer mensen.',
    en: 'The model estimates too much from too few people. Take fewer variables or more people.',
  },
  saturated: {
    nl: 'Het model heeft een getal voor elke groep. Het is dus een tabel: vraag het als tabel.',
    en: 'The model has a number for each group. So it is a table: ask for it as a table.',
  },
  'small-group': {
    nl: 'Een groep in het model is te klein, of laat te weinig anderen over.',
    en: 'A group in the model is too small, or leaves too few others.',
  },
  remainder: {
    nl: 'Er is maar één deel weggelaten. Wie de rest optelt, weet hoe groot dat is.',
    en: 'Only one part is suppressed. A reader who adds up the rest knows how large it is.',
  },
  'narrow-rounding': {
    nl: 'Door de afronding blijft van sommige aantallen te weinig over om te raden. Neem als grens het hoogste aantal dat nog op hetzelfde getal wordt afgerond.',
    en: 'The rounding leaves too little to guess of some counts. Let the limit be the highest count that is rounded to the same number.',
  },
  'nothing-shown': {
    nl: 'Geen van de getallen mag worden getoond.',
    en: 'None of the figures may be shown.',
  },
};
