import {
  type CodeSelection,
  type Difference,
  type DifferenceLanguage,
  explainDifference,
} from '@datalab/query-control';
import type { LocalText } from '../../platform/http/common.contract.ts';

/** What people call a data set and what is in it. */
export interface DataSetNames {
  readonly name: LocalText;
  /** By column. */
  readonly labels: ReadonlyMap<string, LocalText>;
  /** By column, then by value. */
  readonly valueNames: ReadonlyMap<string, Readonly<Record<string, LocalText>>>;
  /** By area code, of any level. */
  readonly areas: ReadonlyMap<string, string>;
}

/** As the catalogue knows a data set. */
interface Registered extends Omit<DataSetNames, 'areas'> {
  readonly contract: { readonly areaYear?: number | undefined };
}

/** The areas of a year on each level, by code. */
interface Areas {
  readonly municipalities: ReadonlyMap<string, Area>;
  readonly districts: ReadonlyMap<string, Area>;
  readonly neighbourhoods: ReadonlyMap<string, Area>;
}

interface Area {
  readonly code: string;
  readonly name: string;
}

interface NamesSource {
  findDataSet(id: string): Promise<Registered | undefined>;
  findAreas(year: number): Promise<Areas | undefined>;
}

/** Undefined for a data set that is not registered. */
export async function findNames(
  { findDataSet, findAreas }: NamesSource,
  dataSet: string,
): Promise<DataSetNames | undefined> {
  const registered = await findDataSet(dataSet);
  if (registered === undefined) return undefined;
  const { name, labels, valueNames, contract } = registered;
  const division = contract.areaYear === undefined ? undefined : await findAreas(contract.areaYear);
  const levels = division ? [division.municipalities, division.districts, division.neighbourhoods] : [];
  const areas = levels.flatMap((level) => [...level.values()].map((area) => [area.code, area.name] as const));
  return { name, labels, valueNames, areas: new Map(areas) };
}

export interface TableNames {
  readonly numberOf: (release: string) => number | undefined;
  /** The codes of a cell, by column; nothing in it means everything. */
  readonly boxOf: (release: string, cell: string) => Readonly<Record<string, CodeSelection>>;
  readonly dataSets: ReadonlyMap<string, DataSetNames>;
}

/** The words of a difference between tables of one data set, for the privacy officer. */
export function differenceToText(difference: Difference, dataSet: string, names: TableNames): LocalText {
  return {
    nl: differenceIn('nl', difference, dataSet, names),
    en: differenceIn('en', difference, dataSet, names),
  };
}

const words = {
  nl: {
    table: 'tabel',
    notKnown: 'niet bekend',
    in: 'in',
    also: 'ook in',
    perPerson: 'per persoon',
    yes: 'ja',
    no: 'nee',
    everything: 'alles',
    not: 'zonder',
    more: 'en nog',
  },
  en: {
    table: 'table',
    notKnown: 'not known',
    in: 'in',
    also: 'also in',
    perPerson: 'per person',
    yes: 'yes',
    no: 'no',
    everything: 'everything',
    not: 'without',
    more: 'and more:',
  },
} as const satisfies Record<DifferenceLanguage, object>;

const areaLevels = new Set(['neighbourhood', 'district', 'municipality']);
/** Whether somebody is in another data set: with its version in a box, without where all versions are meant. */
const linked = /^in\.([^@]+)(?:@[^@]+)?$/;
const listedMax = 3;

function differenceIn(
  language: DifferenceLanguage,
  difference: Difference,
  dataSet: string,
  names: TableNames,
): string {
  const texts = words[language];
  const { code, place, version } = codesToText(language, dataSet, names);
  return explainDifference(difference, language, {
    code,
    place,
    version,
    release: (id) => `${texts.table} ${names.numberOf(id) ?? '?'}`,
    cell: (release, cell) => {
      const parts = Object.entries(names.boxOf(release, cell)).map(([variable, selection]) => {
        const isExcept = 'except' in selection;
        const codes = isExcept ? selection.except : selection;
        const named = codes.slice(0, listedMax).map((value) => code(variable, value));
        const rest = codes.length > listedMax ? ` ${texts.more} ${codes.length - listedMax}` : '';
        return `${isExcept ? `${texts.not} ` : ''}${named.join(', ')}${rest}`;
      });
      return parts.length === 0 ? texts.everything : parts.join('; ');
    },
  });
}

function codesToText(language: DifferenceLanguage, dataSet: string, { dataSets }: TableNames) {
  const texts = words[language];
  const own = dataSets.get(dataSet);
  const nameOf = (id: string): string => dataSets.get(id)?.name[language] ?? id;
  return {
    version: (versions: string): string => versions.replace(/\bin\.([^@,]+)@/g, (_, id) => `${nameOf(id)} `),
    code: (variable: string, code: string): string => {
      if (code === '') return texts.notKnown;
      if (linked.test(variable)) return code === 'yes' ? texts.yes : texts.no;
      if (variable === 'month') return monthToText(code, language);
      if (areaLevels.has(variable)) return own?.areas.get(code) ?? code;
      return own?.valueNames.get(variable)?.[code]?.[language] ?? code;
    },
    place: (variable: string, codes: string): string => {
      if (areaLevels.has(variable) || variable === 'month') return `${texts.in} ${codes}`;
      const [, other] = linked.exec(variable) ?? [];
      if (other !== undefined) return `${texts.also} ${nameOf(other)}: ${codes}`;
      if (variable.startsWith('records-per-person '))
        return `${nameOf(dataSet)} ${texts.perPerson}: ${codes}`;
      return `${own?.labels.get(variable)?.[language] ?? variable}: ${codes}`;
    },
  };
}

function monthToText(month: string, language: DifferenceLanguage): string {
  const day = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return month;
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', format).format(day);
}
