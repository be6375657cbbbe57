import {
  type BiasKey,
  biasKeys,
  type CheckContent,
  type CheckInput,
  type DataFacts,
} from './check.contract.ts';

type Column = readonly [name: string, role: string];

/** A data set as the rules look at it. */
export function dataSet(
  name: string,
  unit: DataFacts['unit'],
  columns: readonly Column[],
  more: Partial<Pick<DataFacts, 'namesPersons' | 'specialCategory'>> = {},
): DataFacts {
  return {
    dataSet: name,
    unit,
    namesPersons: unit === 'person',
    specialCategory: false,
    columns: columns.map(([column, role]) => ({ name: column, role })),
    ...more,
  };
}

const month: Column = ['month', 'month'];
const neighbourhood: Column = ['neighbourhood', 'neighbourhood'];

export const piles = dataSet('foundation-piles', 'object', [neighbourhood, ['wood', 'dimension'], month]);
export const containers = dataSet('containers', 'object', [neighbourhood, ['filled', 'measure'], month]);
export const litter = dataSet('litter', 'event', [neighbourhood, ['category', 'dimension'], month]);
export const visitors = dataSet('visitor-counts', 'area', [neighbourhood, ['visitors', 'measure'], month]);
export const registered = dataSet('registered', 'person', [
  ['pseudonym', 'person-number'],
  ['kind', 'dimension'],
]);
export const registeredSomewhere = dataSet('registered', 'person', [neighbourhood, ['kind', 'dimension']]);

export const allBiases = Object.fromEntries(biasKeys.map((key) => [key, `Looked at ${key}.`])) as Record<
  BiasKey,
  string
>;

type Written = Omit<CheckInput, 'purpose'>;

/** A check with nothing recorded yet: what the state of objects will be, to choose which come first. */
export const bare: Written = {
  about: 'object',
  tells: 'condition',
  use: 'objects',
  data: [],
  context: null,
  fit: null,
  biases: {},
  proxyNotes: {},
  human: null,
};

/** The same with everything that has to be recorded for things. */
export const whole: Written = {
  ...bare,
  context: 'Houses from before 1970 on wooden piles, in this town.',
  fit: 'Every house was inspected once.',
  biases: allBiases,
};

export function toContent(written: Written): CheckContent {
  return { ...written, purpose: { nl: 'Weten wat eerst komt', en: 'To know what comes first' } };
}

export function toInput(written: Written): CheckInput {
  return { ...written, purpose: { language: 'en', text: 'To know what comes first' } };
}
