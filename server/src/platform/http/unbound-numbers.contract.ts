import { z } from 'zod';
import { harmlessWordPattern, numberWordPattern } from './number-words.contract.ts';

/** A number that the author says comes from elsewhere, as it is written in the text, and where it comes from. */
export const elsewhereMark = z
  .object({
    number: z.string().trim().min(1).max(100),
    source: z.string().trim().min(1).max(300),
    link: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
  })
  .meta({ id: 'ElsewhereMark' });
export type ElsewhereMark = z.infer<typeof elsewhereMark>;

export const elsewhereMarks = z.array(elsewhereMark).max(20);

/** A number as it stands in a text, and at which character it begins. */
export interface FoundNumber {
  readonly text: string;
  readonly at: number;
}

const months = {
  /** In any case: these words are nothing else in Dutch. */
  nl: 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|mrt|okt',
  /** With a capital: "may" and "march" are also verbs. */
  en: 'January|February|March|April|May|June|July|August|September|October|November|December|Oct|Mar',
  short: 'jan|feb|apr|jun|jul|aug|sept?|nov|dec',
};
const dutchMonth = `(?:${months.nl}|${months.short})\\.?`;
const englishMonth = `(?:${months.en}|${capitals(months.short)})\\.?`;
const year = '(?:19|20)\\d{2}';
const day = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th|e|ste|de)?';
const counted =
  '(?:%|‰|procent|percent|per cent|euro|meldingen|personen|mensen|inwoners|bewoners|huishoudens|gevallen|dossiers|keer|woningen|klanten|reports|people|persons|cases|households|inhabitants|residents|records|times|homes|clients)';
const notCounted = `(?![\\p{L}\\p{N}]|[.,]\\d|\\s*${counted})`;
const numberedThing =
  '(?:finding|question|insight|analysis|result|step|bevinding|vraag|inzicht|analyse|resultaat|stap)';

/** Digits that name a moment, a place in Datalab or an address, and say no amount. */
const namingDigits = [
  /\{[a-z][a-zA-Z0-9]*\}/gu,
  new RegExp(`(?<!\\p{L})${numberedThing}\\s+(?:nr\\.?\\s*|no\\.?\\s*)?\\d+(?:\\.\\d+)*${notCounted}`, 'giu'),
  /(?<![\p{N}.,])\d{4}-\d{2}(?:-\d{2})?(?![\p{N}-]|[.,]\d)/gu,
  /(?<![\p{N}.,])\d{1,2}[-/]\d{1,2}[-/]\d{4}(?!\p{N})/gu,
  new RegExp(`(?<![\\p{N}.,])${day}\\s+(?:${dutchMonth})(?:\\s+${year})?(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(
    `(?<![\\p{N}.,])${day}\\s+(?:of\\s+)?(?:${englishMonth})(?:,?\\s+${year})?(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  new RegExp(`(?<!\\p{L})(?:${englishMonth})\\s+${day}(?:,\\s*${year}|${notCounted})`, 'gu'),
  /(?<![\p{L}\p{N}.,])(?:Q[1-4]|[1-4]e\s+kwartaal)(?![\p{L}\p{N}])/gu,
  new RegExp(`(?<![\\p{L}\\p{N}.,€$£])${year}\\s?[/–-]\\s?(?:${year}|\\d{2})${notCounted}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}.,€$£]|[€$£]\\s)${year}(?:s(?!\\p{L})|${notCounted})`, 'giu'),
  /(?<![\p{N}.,])(?:[01]?\d|2[0-3]):[0-5]\d(?!\p{N})/gu,
  /(?<![\p{N}.,])(?:[01]?\d|2[0-3])\.[0-5]\d\s+uur(?!\p{L})/giu,
  /(?<!\p{N})24\/7(?!\p{N})/gu,
  /https?:\/\/\S+/giu,
];

const digits = '\\p{N}+(?:[.,:/]\\p{N}+)*(?:[ \\u00a0\\u202f]\\p{Nd}{3}(?!\\p{N}))*(?:,\\p{N}+)?';
const amount = `${digits}(?:\\p{L}+|\\+)?`;
const numberPattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:[€$£]\\s?)?${amount}(?:\\s?(?:[-–—]|t/m|tot|to|à|op de|in|out of)\\s?${amount})?(?:\\s?(?:%|‰)|\\s(?:procent(?:punt(?:en)?)?|percent(?:age points?)?|per cent|miljoen|miljard|million|billion)(?!\\p{L}))*`,
  'gu',
);

/**
 * Every number in a Dutch or English text, in digits or in words, in the order of the text. Years, dates, times, the
 * number of a finding ("finding 3") and a `{name}` placeholder are none; nor are digits that end a name ("CO2").
 */
export function unboundNumbers(text: string): FoundNumber[] {
  const withoutNames = namingDigits.reduce(blank, text);
  const inDigits = find(withoutNames, numberPattern);
  const words = blank(blank(withoutNames, numberPattern), harmlessWordPattern);
  return [...inDigits, ...find(words, numberWordPattern)].toSorted((left, right) => left.at - right.at);
}

/** The mark that says where a number comes from. */
export function findMark(number: string, marks: readonly ElsewhereMark[]): ElsewhereMark | undefined {
  const written = plain(number);
  return marks.find((mark) => plain(mark.number) === written);
}

/** The numbers of a text that are bound to no figure and of which nobody said where they come from. */
export function numbersWithoutSource(text: string, marks: readonly ElsewhereMark[]): FoundNumber[] {
  return unboundNumbers(text).filter((number) => findMark(number.text, marks) === undefined);
}

/** The marks that are still about a number of these texts, each once. */
export function marksUsed(texts: readonly string[], marks: readonly ElsewhereMark[]): ElsewhereMark[] {
  const numbers = texts.flatMap(unboundNumbers);
  return marks.filter((mark) => numbers.some(({ text }) => findMark(text, marks) === mark));
}

function find(text: string, pattern: RegExp): FoundNumber[] {
  return [...text.matchAll(pattern)].map((match) => ({ text: match[0], at: match.index }));
}

/** With as many characters that are no letter, number or space, so that places stay and nothing joins across. */
function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => '\u{fffc}'.repeat(found.length));
}

function plain(number: string): string {
  return number
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[%‰])/g, '');
}

function capitals(words: string): string {
  return words.replaceAll(
    /(^|\|)([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
