import type { CountedUnit } from '../cube/cube.ts';
import type { Difference, DifferenceTerm, RemainingCodes } from './release.ts';

/** Languages in which a difference can be explained. */
export type DifferenceLanguage = 'nl' | 'en';

/** How to name things in a sentence. Anything without a name is referred to by its id or code. */
export interface DifferenceNames {
  /** `table 7`. */
  release?(id: string): string;
  /** A cell, where two of one release take part: `women`. */
  cell?(release: string, cell: string): string;
  /** The version of a cell, as `DifferenceTerm.version` has it. */
  version?(version: string): string;
  /** A code of a variable: `Beijum-West`. */
  code?(variable: string, code: string): string;
  /** Codes of a variable in a sentence about the units that remain: `aged 20-24`, `in Beijum-West`. */
  place?(variable: string, codes: string): string;
}

const listedMax = 3;

const words = {
  en: {
    plus: 'plus',
    minus: 'minus',
    and: 'and',
    leaves: 'leaves',
    more: (count: number) => `and ${count} more`,
    not: (codes: string) => `other than ${codes}`,
    left: {
      persons: (count: number) => (count === 1 ? '1 person' : `${count} persons`),
      records: (count: number) => (count === 1 ? '1 record' : `${count} records`),
    },
    twice: (count: number) => (count === 1 ? 'that counts in both' : 'that count in both'),
    change: (earlier: string, later: string, left: string) =>
      `Between ${earlier} and ${later} the same group changed by ${left}`,
    others: (earlier: string, later: string) =>
      `Between ${earlier} and ${later} the same group came to hold others, as many as before`,
    nobody: (group: string) => `leaves none of a group of ${group}`,
    ifNothingElse: 'The figures are of different versions, so this holds if nothing else changed in between.',
  },
  nl: {
    plus: 'plus',
    minus: 'min',
    and: 'en',
    leaves: 'laat over:',
    more: (count: number) => `en nog ${count}`,
    not: (codes: string) => `anders dan ${codes}`,
    left: {
      persons: (count: number) => (count === 1 ? '1 persoon' : `${count} personen`),
      records: (count: number) => (count === 1 ? '1 registratie' : `${count} registraties`),
    },
    twice: (count: number) => (count === 1 ? 'die in beide meetelt' : 'die in beide meetellen'),
    change: (earlier: string, later: string, left: string) =>
      `Tussen ${earlier} en ${later} veranderde dezelfde groep met ${left}`,
    others: (earlier: string, later: string) =>
      `Tussen ${earlier} en ${later} kwamen er in dezelfde groep evenveel bij als er afgingen`,
    nobody: (group: string) => `laat niemand over van een groep van ${group}`,
    ifNothingElse: 'De cijfers zijn van verschillende versies. Dit klopt dus als er verder niets veranderde.',
  },
} as const satisfies Record<DifferenceLanguage, object>;

/**
 * A difference in one or two plain sentences: "Table 7 minus table 3 leaves 2 persons, aged 20-24, in WK047911." Whole
 * numbers that follow each other become one range; of more than three codes the first three are named. The sentence
 * contains a true number: it is meant for the privacy officer, not for the analyst.
 */
export function explainDifference(
  difference: Difference,
  language: DifferenceLanguage,
  names: DifferenceNames = {},
): string {
  const { kind, plus, minus, where } = difference;
  const say = words[language];
  const terms = [...plus, ...minus];
  const nameTerm = (term: DifferenceTerm): string => nameOf(term, terms, names);
  const left = leftOf(difference, language);
  const places = where.map((codes) => placeOf(codes, language, names));
  const sentence = (start: string): string => `${capitalise([start, ...places].join(', '))}.`;
  if (kind === 'change') {
    const [earlier, later] = terms
      .toSorted((a, b) => Number(a.fresh) - Number(b.fresh))
      .map((term) => `${nameTerm(term)} (${names.version?.(term.version) ?? term.version})`);
    if (difference.left.count === 0) return sentence(say.others(earlier ?? '', later ?? ''));
    return sentence(say.change(earlier ?? '', later ?? '', left));
  }
  const sum = [
    plus.map(nameTerm).join(` ${say.plus} `),
    ...minus.map((term) => `${say.minus} ${nameTerm(term)}`),
  ].join(' ');
  const twice = kind === 'both' ? ` ${say.twice(difference.left.count)}` : '';
  if (kind === 'nobody') return sentence(`${sum} ${say.nobody(left)}`);
  const first = sentence(`${sum} ${say.leaves} ${left}${twice}`);
  const isOfOneVersion = terms.every(({ version }) => version === terms[0]?.version);
  return isOfOneVersion ? first : `${first} ${say.ifNothingElse}`;
}

function leftOf({ left: { count, unit } }: Difference, language: DifferenceLanguage): string {
  const units: Record<CountedUnit, (count: number) => string> = words[language].left;
  return units[unit](count);
}

function nameOf(term: DifferenceTerm, terms: readonly DifferenceTerm[], names: DifferenceNames): string {
  const release = names.release?.(term.release) ?? term.release;
  const [cell = ''] = term.cells;
  const isAlone = terms.filter((other) => other.release === term.release).length === 1;
  return isAlone ? release : `${release} (${names.cell?.(term.release, cell) ?? cell})`;
}

function placeOf(
  { variable, codes, except }: RemainingCodes,
  language: DifferenceLanguage,
  names: DifferenceNames,
): string {
  const say = words[language];
  const named = joinRuns(codes).map((run) =>
    run.map((code) => names.code?.(variable, code) ?? code).join('-'),
  );
  const shown = named.length > listedMax + 1 ? named.slice(0, listedMax) : named;
  const rest = named.length - shown.length;
  const list =
    rest > 0
      ? `${shown.join(', ')} ${say.more(rest)}`
      : [shown.slice(0, -1).join(', '), ...shown.slice(-1)]
          .filter((part) => part !== '')
          .join(` ${say.and} `);
  const text = except ? say.not(list) : list;
  return names.place?.(variable, text) ?? `${variable} ${text}`;
}

/** Whole numbers that follow each other as [first, last], everything else alone. Codes come in order. */
function joinRuns(codes: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (const code of codes) {
    const last = runs.at(-1);
    const previous = last?.at(-1);
    const follows = /^\d+$/.test(code) && previous !== undefined && Number(previous) + 1 === Number(code);
    if (last !== undefined && follows) last.splice(1, 1, code);
    else runs.push([code]);
  }
  return runs;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
