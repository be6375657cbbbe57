import type { ClosedPart } from '@datalab/query-control';
import type { Refusal } from './refusal.ts';

/** How dimensions are called, by their key; without a name the key stands. */
export type NameOf = (key: string) => string;

/** Why a question is not answered, for a reader of the pages. What to do instead is in the nearest question. */
export function explainRefusal(
  refusal: Refusal,
  language: 'nl' | 'en',
  nameOf: NameOf = (key) => key,
): string {
  return language === 'nl' ? inDutch(refusal, nameOf) : inEnglish(refusal, nameOf);
}

function inEnglish(refusal: Refusal, nameOf: NameOf): string {
  const number = (count: number) => count.toLocaleString('en');
  switch (refusal.kind) {
    case 'too-many-dimensions':
      return `You use ${refusal.dimensions.length} dimensions at once, filters and links included: ${listOf(refusal.dimensions.map(nameOf), 'and')}. At most ${refusal.most} are possible here.`;
    case 'persons-by-period':
      return `Persons cannot be counted by ${nameOf(refusal.dimension)}: one person can be in several of them. ${possibleEnglish(refusal.levels, nameOf)}`;
    case 'persons-in-period':
      return `Persons cannot be counted in a period that is chosen by ${nameOf(refusal.dimension)}. ${possibleEnglish(refusal.levels, nameOf)}`;
    case 'persons-of-several-values':
      return `Persons cannot be counted over several values of ${nameOf(refusal.dimension)}: one person can have more than one of them. You can ask for one value, for each value by itself, or for a registered group.`;
    case 'period-not-whole':
      return `These data do not have figures for this period. ${possibleEnglish(refusal.levels, nameOf)}`;
    case 'closed':
      return `${closedEnglish[refusal.closed.part]} is closed for these data: too much could be worked out about small groups. ${openingEnglish[refusal.closed.opensWith]}`;
    case 'table-too-large':
      return `This table would have ${number(refusal.combinations)} rows. At most ${number(refusal.most)} are shown.`;
  }
}

function inDutch(refusal: Refusal, nameOf: NameOf): string {
  const number = (count: number) => count.toLocaleString('nl');
  switch (refusal.kind) {
    case 'too-many-dimensions':
      return `Je gebruikt ${refusal.dimensions.length} dimensies tegelijk, filters en koppelingen meegeteld: ${listOf(refusal.dimensions.map(nameOf), 'en')}. Hier kunnen er hoogstens ${refusal.most}.`;
    case 'persons-by-period':
      return `Personen kunnen niet per ${nameOf(refusal.dimension)} worden geteld: één persoon kan in meerdere voorkomen. ${possibleDutch(refusal.levels, nameOf)}`;
    case 'persons-in-period':
      return `Personen kunnen niet worden geteld in een periode die per ${nameOf(refusal.dimension)} is gekozen. ${possibleDutch(refusal.levels, nameOf)}`;
    case 'persons-of-several-values':
      return `Personen kunnen niet over meerdere waarden van ${nameOf(refusal.dimension)} samen worden geteld: één persoon kan er meer dan één hebben. Je kunt wel één waarde vragen, elke waarde apart, of een geregistreerde groep.`;
    case 'period-not-whole':
      return `Over deze periode hebben deze gegevens geen cijfers. ${possibleDutch(refusal.levels, nameOf)}`;
    case 'closed':
      return `${closedDutch[refusal.closed.part]} kan niet bij deze gegevens: er zou te veel over kleine groepen te achterhalen zijn. ${openingDutch[refusal.closed.opensWith]}`;
    case 'table-too-large':
      return `Deze tabel zou ${number(refusal.combinations)} rijen hebben. Er worden er hoogstens ${number(refusal.most)} getoond.`;
  }
}

function possibleEnglish(levels: readonly string[], nameOf: NameOf): string {
  if (levels.length === 0) return 'Only the whole period is possible.';
  return `Possible: by ${listOf(levels.map(nameOf), 'or')}.`;
}

function possibleDutch(levels: readonly string[], nameOf: NameOf): string {
  if (levels.length === 0) return 'Alleen de hele periode kan.';
  return `Wel mogelijk: per ${listOf(levels.map(nameOf), 'of')}.`;
}

const closedEnglish: Readonly<Record<ClosedPart['part'], string>> = {
  months: 'Asking by month',
  quarters: 'Asking by quarter',
  'third-dimension': 'Asking with three dimensions at once',
  'second-dimension': 'Asking with two or three dimensions at once',
  'data-set': 'Asking',
};

const closedDutch: Readonly<Record<ClosedPart['part'], string>> = {
  months: 'Vragen per maand',
  quarters: 'Vragen per kwartaal',
  'third-dimension': 'Vragen met drie dimensies tegelijk',
  'second-dimension': 'Vragen met twee of drie dimensies tegelijk',
  'data-set': 'Vragen',
};

const openingEnglish: Readonly<Record<ClosedPart['opensWith'], string>> = {
  'coarser-time': 'Longer periods can be asked.',
  'fewer-dimensions': 'Fewer dimensions at once can be asked.',
  'merged-areas': 'The privacy officer can register merged areas.',
};

const openingDutch: Readonly<Record<ClosedPart['opensWith'], string>> = {
  'coarser-time': 'Langere perioden kunnen wel.',
  'fewer-dimensions': 'Minder dimensies tegelijk kan wel.',
  'merged-areas': 'De functionaris gegevensbescherming kan samengevoegde gebieden registreren.',
};

/** Such as "a, b and c". */
function listOf(names: readonly string[], last: string): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}
