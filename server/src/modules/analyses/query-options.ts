import type { ClosedPart } from '@datalab/query-control';
import {
  type AreaDivision,
  type AskableDescription,
  type AskableUnit,
  askableOf,
  describeAskable,
  describeOpen,
  explainRefusal,
  isOpenAboutAreas,
  measureColumns,
  namesPersons,
  type AnswerSetting as WarehouseSetting,
} from '@datalab/warehouse';
import { toQuerySource } from '../checks/checks.api.ts';
import type { QueryOption, QueryOptionUnit } from './analyses.contract.ts';
import { gather } from './answer-views.ts';
import { dimensionFacts } from './labels.ts';
import type { LandedSource } from './landed-sources.ts';

/** What an option is made from. */
export interface OptionSetting extends Omit<Parameters<typeof gather>[1], 'sources'> {
  readonly sources: readonly LandedSource[];
  readonly findAreas: (year: number) => Promise<AreaDivision | undefined>;
}

/** What may be asked of a landed data set, so that nobody needs to ask what is refused. Nothing in it counts anything. */
export async function sourceToQueryOption(
  source: LandedSource,
  setting: OptionSetting,
): Promise<QueryOption> {
  const { contract, dataSet } = source;
  const { sources, findAreas } = setting;
  const areas = contract.areaYear === undefined ? undefined : await findAreas(contract.areaYear);
  const query = { from: dataSet, by: [], where: [] };
  const { dimensions, units } = await describe(source, setting);
  return {
    dataSet,
    name: source.name,
    owner: source.owner,
    unit: contract.unit,
    countsPersons: namesPersons(contract),
    dimensions: dimensions.map(({ key, axis, dimension, values, dimensionsMax }) => ({
      key,
      axis,
      ...dimensionFacts(dimension, { query, sources, areas }),
      values: [...values],
      dimensionsMax: { records: dimensionsMax.records ?? null, persons: dimensionsMax.persons ?? null },
    })),
    units: {
      records: unitToOption(units.records),
      persons: units.persons ? unitToOption(units.persons) : null,
    },
    measures: measureColumns(contract).map((key) => ({
      key,
      label: source.labels.get(key) ?? { nl: key, en: key },
    })),
  };
}

async function describe(source: LandedSource, setting: OptionSetting): Promise<AskableDescription> {
  const { dataSet: dataset } = source;
  const query = { from: dataset, measures: [{ count: 'records' as const }], by: [], where: [], also: [] };
  const view = { key: dataset, title: source.name, shape: 'bars' as const, query };
  const warehouse: WarehouseSetting = await gather([{ view, query }], setting);
  const table = isOpenAboutAreas(source.contract) ? warehouse.open.get(dataset) : undefined;
  if (table) return describeOpen(toQuerySource(source), table);
  const version = askableOf(warehouse).versions.get(dataset);
  if (version === undefined) throw new Error(`${dataset} was not checked`);
  return describeAskable(toQuerySource(source), version);
}

function unitToOption({ dimensionsMax, addsValues, closed }: AskableUnit): QueryOptionUnit {
  return { dimensionsMax, addsValues, closed: closed.map(closedToOption) };
}

function closedToOption(closed: ClosedPart): QueryOptionUnit['closed'][number] {
  const refusal = { kind: 'closed', closed } as const;
  return {
    part: closed.part,
    reason: { nl: explainRefusal(refusal, 'nl'), en: explainRefusal(refusal, 'en') },
  };
}
