import type { Language, LocalText, ProtectedValue } from '../../platform/http/common.contract.ts';
import type { Answer, AnswerRow } from './answer.contract.ts';

/** A sentence that helps to read the numbers of one table, with an example from that table. */
export type ReadingNote =
  | { readonly key: 'readSums' | 'readSumsHidden'; readonly sum: number; readonly total: number }
  | { readonly key: 'readSuppressed'; readonly example: string | null }
  | {
      readonly key:
        | 'readEarlier'
        | 'readMargin'
        | 'readMarginMostly'
        | 'readNoise'
        | 'readRange'
        | 'readUncertain'
        | 'readUnderMinimum'
        | 'readZero';
    };

type Dimension = Answer['dimensions'][number];

/**
 * What there is to explain: how far a number may be off, why the rows do not add up to the total (where they are a division of it and do not), what
 * "too few to show" stands for (where that stands), and that a zero is a zero. Pages and reports say the same.
 */
export function notesOf(
  answer: Answer,
  measure: Pick<Answer['measures'][number], 'key' | 'kind'>,
  labelOf: (dimension: Dimension, key: string | null) => string,
): ReadingNote[] {
  const cells = answer.rows.map((row) => cellOf(row, measure.key));
  const total = cellOf(answer.totals ?? {}, measure.key);
  const isDivided = measure.kind === 'records' && answer.dimensions.length > 0;
  const sum = cells.reduce((all, cell) => all + ('value' in cell ? cell.value : 0), 0);
  const hidden = answer.rows.find((row) => isAboutPeople(cellOf(row, measure.key)));
  const example = hidden
    ? answer.dimensions.map((dimension) => labelOf(dimension, keyOf(hidden, dimension.key))).join(', ')
    : null;
  const all = [...cells, total];
  const notes: ReadingNote[] = [{ key: noiseNote(all, measure.kind) }];
  if (isDivided && 'value' in total && total.value !== sum) {
    const isPart = cells.some(({ status }) => status === 'suppressed' || status === 'range');
    notes.push({ key: isPart ? 'readSumsHidden' : 'readSums', sum, total: total.value });
  }
  if (hidden || isAboutPeople(total)) {
    notes.push({ key: 'readSuppressed', example }, { key: 'readEarlier' });
  }
  if (all.some((cell) => hasReason(cell, 'too-uncertain'))) notes.push({ key: 'readUncertain' });
  if (all.some((cell) => hasReason(cell, 'under-minimum'))) notes.push({ key: 'readUnderMinimum' });
  if (all.some(({ status }) => status === 'range')) notes.push({ key: 'readRange' });
  if (cells.some(({ status }) => status === 'zero')) notes.push({ key: 'readZero' });
  return notes;
}

/** A note in the words of its reader. */
export function noteToText(note: ReadingNote, language: Language, write: (value: number) => string): string {
  if ('sum' in note) {
    const text = noteWords[note.key][language];
    return text.replace('{sum}', () => write(note.sum)).replace('{total}', () => write(note.total));
  }
  if (note.key !== 'readSuppressed') return noteWords[note.key][language];
  const { example } = note;
  if (example === null) return noteWords.readSuppressed[language];
  return noteWords.readSuppressedExample[language].replace('{example}', () => example);
}

const noteWords = {
  readNoise: {
    nl: 'Elk getal kan iets hoger of lager zijn dan het echte. Dezelfde vraag geeft altijd hetzelfde getal.',
    en: 'Every number can be a little higher or lower than the real one. The same question always gives the same number.',
  },
  readMargin: {
    nl: 'Elk getal kan iets hoger of lager zijn dan het echte. Achter ± staat hoeveel hoogstens. Dezelfde vraag geeft altijd hetzelfde getal.',
    en: 'Every number can be a little higher or lower than the real one. After ± you see by how much at most. The same question always gives the same number.',
  },
  readMarginMostly: {
    nl: 'Elk getal kan iets hoger of lager zijn dan het echte. Achter ± staat hoeveel: in 99 van de 100 gevallen is het niet meer. Dezelfde vraag geeft altijd hetzelfde getal.',
    en: 'Every number can be a little higher or lower than the real one. After ± you see by how much: in 99 of 100 cases it is not more. The same question always gives the same number.',
  },
  readSums: {
    nl: 'De rijen zijn samen {sum}, het totaal is {total}. Dat is geen fout: elk getal krijgt zijn eigen kleine afwijking, het totaal ook.',
    en: 'The rows add up to {sum}, the total is {total}. That is not a mistake: every number gets its own small change, and so does the total.',
  },
  readSumsHidden: {
    nl: 'De rijen die je ziet zijn samen {sum}, het totaal is {total}. Sommige rijen tonen we niet, en elk getal krijgt zijn eigen kleine afwijking.',
    en: 'The rows that you see add up to {sum}, the total is {total}. Some rows are not shown, and every number gets its own small change.',
  },
  readSuppressed: {
    nl: '‘Te weinig om te tonen’ betekent: dit getal zou te veel over mensen vertellen. Meestal zijn het er zo weinig dat je ze zou kunnen herkennen. Of iedereen in een groep heeft hetzelfde: dan zou je dat van elk van hen weten.',
    en: '‘Too few to show’ means: this number would reveal too much about people. Most of the time there are so few people that you could recognise them. Or everybody in a group has the same property: then you would know it of each of them.',
  },
  readSuppressedExample: {
    nl: '‘Te weinig om te tonen’, zoals bij {example}, betekent: dit getal zou te veel over mensen vertellen. Meestal zijn het er zo weinig dat je ze zou kunnen herkennen. Of één of twee mensen veroorzaken bijna alles. Of iedereen in een groep heeft hetzelfde: dan zou je dat van elk van hen weten.',
    en: '‘Too few to show’, as for {example}, means: this number would reveal too much about people. Most of the time there are so few people that you could recognise them. Or one or two people cause almost all of it. Or everybody in a group has the same: then you would know that of each of them.',
  },
  readEarlier: {
    nl: 'Soms laten we een getal weg om een ander getal: wie de twee van elkaar aftrekt, zou bij een paar mensen uitkomen. Dat kan een getal in deze tabel zijn, of een getal dat eerder is getoond.',
    en: 'Sometimes a number is not shown because of another number: the difference between the two would be about a few people. The other number can be in this table, or it was shown before.',
  },
  readUncertain: {
    nl: '‘Te onzeker om te tonen’ betekent: de afwijking die mensen beschermt, is hier te groot naast het getal. Neem een grotere groep, bijvoorbeeld een wijk in plaats van een buurt.',
    en: '‘Too uncertain to show’ means: the change that protects people is too large here compared with the number. Take a larger group, such as a district instead of a neighbourhood.',
  },
  readUnderMinimum: {
    nl: '‘Minder dan 10, misschien geen’ betekent: het zijn er zo weinig dat we het getal niet tonen. Het kunnen er ook nul zijn.',
    en: '‘Under 10, perhaps none’ means: there are so few that we do not show the number. It can also be zero.',
  },
  readRange: {
    nl: 'Staan er twee getallen, zoals 40 tot en met 49? Dan ligt het echte getal daartussen, of is het een van de twee.',
    en: 'Do you see two numbers, such as 40 to 49? Then the real number is between these two, or one of them.',
  },
  readZero: {
    nl: 'Een nul is echt nul: daar is niemand.',
    en: 'A zero is really zero: nobody is there.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Of counts the margin is never exceeded, of other figures in one case of a hundred. */
function noiseNote(
  cells: readonly ProtectedValue[],
  kind: Answer['measures'][number]['kind'],
): 'readMargin' | 'readMarginMostly' | 'readNoise' {
  const hasMargin = cells.some((cell) => cell.status === 'published' && cell.margin !== undefined);
  if (!hasMargin) return 'readNoise';
  return kind === 'records' || kind === 'persons' ? 'readMargin' : 'readMarginMostly';
}

function hasReason(cell: ProtectedValue, reason: 'too-uncertain' | 'under-minimum'): boolean {
  return cell.status === 'suppressed' && cell.reason === reason;
}

function isAboutPeople(cell: ProtectedValue): boolean {
  return cell.status === 'suppressed' && cell.reason === undefined;
}

function cellOf(row: AnswerRow, measure: string): ProtectedValue {
  const cell = row[measure];
  return cell !== null && typeof cell === 'object' ? cell : { status: 'missing' };
}

function keyOf(row: AnswerRow, dimension: string): string | null {
  const cell = row[dimension];
  return typeof cell === 'string' ? cell : null;
}
