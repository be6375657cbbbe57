import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildLattice,
  type ClosedPart,
  type DataSetDescription,
  enumerateNodes,
  monthsBetween,
} from '@datalab/query-control';
import {
  type Askable,
  type Contract,
  describeAskable,
  describeOpen,
  isOpenAboutAreas,
  namesPersons,
  parseContract,
  type QuerySource,
  registeredColumns,
} from '@datalab/warehouse';
import type { QueryOption } from './analyses.contract.ts';
import { tableRowsMax } from './askable.contract.ts';
import { describedToOption } from './query-options.ts';

/** What can differ between versions of the same data sets. */
export interface Situation {
  /** Columns of which a person can have several values. */
  readonly several: boolean;
  /** Records without a month, an area or a category. */
  readonly hasNoValue: boolean;
  readonly specialCategory: boolean;
  readonly groups: boolean;
  /** Two in each district. */
  readonly neighbourhoods: number;
  readonly closed: readonly ClosedPart['part'][];
}

/** The data sets of one edition as they can be asked, with what a form is given of them. */
export interface Town {
  readonly askable: Askable;
  readonly options: readonly QueryOption[];
}

const contractsOfDemo = join(import.meta.dirname, '../../../../demo/contracts');
const months = monthsBetween('2023-11', '2025-01');

/** The contracts of the data sets of the demo, by name. */
export function readDemoContracts(): ReadonlyMap<string, Contract> {
  const files = readdirSync(contractsOfDemo).filter((name) => name.endsWith('.odcs.yaml'));
  return new Map(
    files.map((name) => [
      name.replace('.odcs.yaml', ''),
      parseContract(readFileSync(join(contractsOfDemo, name), 'utf8')),
    ]),
  );
}

function listAreas(count: number) {
  return Array.from({ length: count }, (_, at) => {
    const district = `9999${String(Math.floor(at / 2)).padStart(2, '0')}`;
    const code = `BU${district}${String(at % 2).padStart(2, '0')}`;
    return { code, district: `WK${district}`, municipality: 'GM9999' };
  });
}

/** An edition in which these data sets have landed. */
export function createTown(contracts: ReadonlyMap<string, Contract>, situation: Situation): Town {
  const sources = new Map(
    [...contracts].map(([dataset, contract]) => [dataset, { dataset, version: '1', dir: '', contract }]),
  );
  const open = [...contracts].filter(([, contract]) => isOpenAboutAreas(contract));
  const versions = new Map(
    [...contracts]
      .filter(([, contract]) => !isOpenAboutAreas(contract))
      .map(([dataset, contract]) => [dataset, versionOf(dataset, contract, contracts, situation)]),
  );
  const names = { sources: [], areas: undefined, groupings: new Map() };
  const toOption = (source: QuerySource, contract: Contract): QueryOption => {
    const { dataset } = source;
    const version = versions.get(dataset);
    const described = version
      ? describeAskable(source, version)
      : describeOpen(source, openTable(situation.neighbourhoods));
    const name = { nl: dataset, en: dataset };
    return describedToOption(
      { dataSet: dataset, name, owner: 'town', contract, labels: new Map() },
      described,
      names,
    );
  };
  const options = [...contracts].flatMap(([dataset, contract]) => {
    const source = sources.get(dataset);
    return source ? [toOption(source, contract)] : [];
  });
  if (open.length === 0) throw new Error('the demo has no open data about areas');
  return { askable: { sources, versions, rowsMax: tableRowsMax }, options };
}

/** Inhabitants of each area in each month. */
function openTable(neighbourhoods: number) {
  const rows = listAreas(neighbourhoods).flatMap(({ code, district, municipality }) =>
    months.map((month) => ({
      values: { month, neighbourhood: code, district, municipality },
      year: month.slice(0, 4),
      records: 1,
      amounts: { inhabitants: 1000 },
    })),
  );
  return { rows };
}

function versionOf(
  dataset: string,
  contract: Contract,
  contracts: ReadonlyMap<string, Contract>,
  situation: Situation,
) {
  const description = describeVersion(dataset, contract, contracts, situation);
  const indexOf = (unit: 'persons' | 'records') => enumerateNodes(buildLattice(description, unit));
  const closed = situation.closed.map(
    (part): ClosedPart => ({ part, reason: 'below-floor', opensWith: 'fewer-dimensions' }),
  );
  return {
    records: indexOf('records'),
    ...(namesPersons(contract) ? { persons: indexOf('persons') } : {}),
    closed: { records: closed, persons: closed },
  };
}

function describeVersion(
  dataset: string,
  contract: Contract,
  contracts: ReadonlyMap<string, Contract>,
  { several, hasNoValue, specialCategory, groups, neighbourhoods }: Situation,
): DataSetDescription {
  const columns = registeredColumns(contract).filter(({ kind }) => kind === 'category');
  const others = [...contracts].filter(([name, other]) => name !== dataset && namesPersons(other));
  const window = { id: 'pilot', from: '2024-02', to: '2024-05' };
  const group = { id: 'centre', values: ['BU99990000', 'BU99990100'] };
  return {
    time: {
      from: months[0] ?? '',
      to: months.at(-1) ?? '',
      hasNoValue,
      ...(groups ? { windows: [window] } : {}),
    },
    area: {
      level: 'neighbourhood',
      areas: listAreas(neighbourhoods),
      hasNoValue,
      severalPerPerson: several,
      ...(groups ? { groups: [group] } : {}),
    },
    columns: columns.map(({ name, categories: known }) => {
      const categories = known.length > 0 ? known : ['false', 'true'];
      const isPair = categories.length > 2 && groups;
      return {
        name,
        kind: 'category',
        categories,
        hasNoValue,
        severalPerPerson: several,
        ...(isPair ? { groups: [{ id: `${name}-pair`, values: categories.slice(0, 2) }] } : {}),
      };
    }),
    links: namesPersons(contract)
      ? others.map(([name], at) => ({ dataset: name, specialCategory: at === 0 }))
      : [],
    persons: namesPersons(contract) ? 'all' : 'none',
    specialCategory,
  };
}
