import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { type Obstacle, recordsPerPersonKey } from '@datalab/server/modules/analyses/askable.contract.ts';
import { formatList, formatNumber } from '../../i18n/format.ts';
import { type Language, readLocal } from '../../i18n/translate.ts';
import { isPeriodKey } from '../../ui/charts/periods.ts';
import type { Say } from '../figures/sentence.ts';

interface ObstacleNames {
  readonly source: Pick<QueryOption, 'dimensions'>;
  readonly options: readonly Pick<QueryOption, 'dataSet' | 'name'>[];
}

/** Why something cannot be chosen, and what can be done instead. */
export function obstacleToText(
  obstacle: Obstacle,
  { source, options }: ObstacleNames,
  t: Say,
  language: Language,
): string {
  const nameOf = (key: string): string => {
    if (key === recordsPerPersonKey) return lower(t('recordsPerPerson'), language);
    const label = source.dimensions.find((dimension) => dimension.key === key)?.label;
    return label ? lower(readLocal(label, language), language) : key;
  };
  const dataSetOf = (name: string): string => {
    const found = options.find(({ dataSet }) => dataSet === name);
    return found ? readLocal(found.name, language) : name;
  };
  switch (obstacle.kind) {
    case 'unknown':
      return t('cannotUnknown', { name: nameOf(obstacle.key) });
    case 'persons-absent':
      return t('cannotPersons');
    case 'closed':
      return readLocal(obstacle.reason, language);
    case 'too-many-dimensions':
      return t('cannotMore', { most: obstacle.most });
    case 'level': {
      const levels = formatList(obstacle.levels.map(nameOf), language, 'disjunction');
      const about = obstacle.unit === 'persons' ? 'cannotLevelPeople' : 'cannotLevel';
      const [name, instead] = [nameOf(obstacle.key), obstacle.levels.length > 0];
      return instead ? t(about, { name, levels }) : t('cannotLevelAtAll', { name });
    }
    case 'several-values':
      return t(isPeriodKey(obstacle.key) ? 'cannotPeriods' : 'cannotSeveral', { name: nameOf(obstacle.key) });
    case 'same-axis':
      return t('cannotBoth', { name: nameOf(obstacle.key), other: nameOf(obstacle.other) });
    case 'rate-area':
      return t('cannotRateArea', { name: nameOf(obstacle.key), dataSet: dataSetOf(obstacle.dataSet) });
    case 'denominator':
      return t('cannotRate', { dataSet: dataSetOf(obstacle.dataSet) });
    case 'table-too-large':
      return t('cannotTable', { most: formatNumber(obstacle.most, language) });
    case 'sums-too-large':
      return t('cannotSums');
  }
}

function lower(text: string, language: Language): string {
  return text.charAt(0).toLocaleLowerCase(language) + text.slice(1);
}
