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
import type { LocalText } from '../../platform/http/common.contract.ts';
import { toQuerySource } from '../checks/checks.api.ts';
import type { QueryOption, QueryOptionUnit } from './analyses.contract.ts';
import { gather } from './answer-views.ts';
import { type DimensionNames, dimensionFacts } from './labels.ts';
import type { LandedSource } from './landed-sources.ts';
import { explainUnchecked } from './unchecked.ts';

/** What an option is made from. */
export interface OptionSetting extends Omit<Parameters<typeof gather>[1], 'sources'> {
  readonly sources: readonly LandedSource[];
  readonly findAreas: (year: number) => Promise<AreaDivision | undefined>;
  readonly groupings: DimensionNames['groupings'];
}

/** What may be asked of a landed data set, so that nobody needs to ask what is refused. Nothing in it counts anything. */
export async function sourceToQueryOption(
  source: LandedSource,
  setting: OptionSetting,
): Promise<QueryOption> {
  const { sources, findAreas, groupings } = setting;
  const { areaYear } = source.contract;
  const areas = areaYear === undefined ? undefined : await findAreas(areaYear);
  const names = { sources, areas, groupings };
  try {
    return describedToOption(source, await describe(source, setting), names);
  } catch (error) {
    return shutToOption(source, explainUnchecked(error), names);
  }
}

/** A data set without choices, which says why. */
function shutToOption(
  source: LandedSource,
  reason: LocalText,
  names: Omit<DimensionNames, 'query'>,
): QueryOption {
  const shut: QueryOptionUnit = {
    dimensionsMax: 0,
    addsValues: false,
    closed: [{ part: 'data-set', reason }],
  };
  const nothing = { dimensionsMax: 0, addsValues: false, closed: [] };
  const option = describedToOption(source, { dimensions: [], units: { records: nothing } }, names);
  return { ...option, units: { records: shut, persons: namesPersons(source.contract) ? shut : null } };
}

/** What was found to be askable, with what people call it. */
export function describedToOption(
  source: Pick<LandedSource, 'contract' | 'dataSet' | 'labels' | 'name' | 'owner'>,
  { dimensions, units }: AskableDescription,
  names: Omit<DimensionNames, 'query'>,
): QueryOption {
  const { contract, dataSet } = source;
  const query = { from: dataSet, by: [], where: [] };
  const measures = measureColumns(contract);
  return {
    dataSet,
    name: source.name,
    owner: source.owner,
    unit: contract.unit,
    countsPersons: namesPersons(contract),
    dividesRates: isOpenAboutAreas(contract) && measures.length === 1,
    dimensions: dimensions.map(({ key, axis, dimension, values, dimensionsMax }) => ({
      key,
      axis,
      ...dimensionFacts(dimension, { query, ...names }),
      values: [...values],
      dimensionsMax: { records: dimensionsMax.records ?? null, persons: dimensionsMax.persons ?? null },
    })),
    units: {
      records: unitToOption(units.records),
      persons: units.persons ? unitToOption(units.persons) : null,
    },
    measures: measures.map((key) => ({ key, label: source.labels.get(key) ?? { nl: key, en: key } })),
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
