import { type DatasetProtection, explainRefusal, type UnitProtection } from '@datalab/warehouse';
import { numberText, textTable } from './text-table.ts';

/** How well a data set is protected, as data. */
export function describeProtection(protection: DatasetProtection) {
  if (protection.status !== 'checked') return protection;
  const { records, persons } = protection;
  return {
    status: protection.status,
    records: describeUnit(records),
    ...(persons && { persons: describeUnit(persons) }),
  };
}

type Described = ReturnType<typeof describeProtection>;
type DescribedUnit = ReturnType<typeof describeUnit>;

/** JSON has no Infinity: null where there are no small groups. */
function describeUnit({ lowestError, shares, closed }: UnitProtection) {
  return {
    lowestError: lowestError !== undefined && Number.isFinite(lowestError) ? lowestError : null,
    suppressedShare: shares,
    closed,
  };
}

/** A table with a row per data set and what is counted, and below it what is closed and what would open it. */
export function protectionText(protections: ReadonlyMap<string, Described>): string {
  const rows = [...protections].flatMap(([id, protection]) =>
    unitsOf(protection).map(([unit, described]) => [id, unit, ...cellsOf(protection, described)]),
  );
  const table = textTable(
    [
      { title: 'data set', align: 'left' },
      { title: 'counted', align: 'left' },
      { title: 'lowest error', align: 'right' },
      { title: 'figures suppressed', align: 'right' },
      { title: 'of the count', align: 'right' },
      { title: 'closed', align: 'left' },
    ],
    rows,
  );
  const closed = [...protections].flatMap(([id, protection]) =>
    unitsOf(protection).flatMap(([unit, described]) =>
      (described?.closed ?? []).map(
        (part) => `${id}, ${unit}: ${explainRefusal({ kind: 'closed', closed: part }, 'en')}`,
      ),
    ),
  );
  return [
    table,
    '',
    'The lowest error is the smallest standard error with which anyone who asks everything can estimate a group of 1 to 9. The shares are of tables of two and three dimensions.',
    ...(closed.length > 0 ? ['', ...closed] : []),
  ].join('\n');
}

function unitsOf(protection: Described): [unit: string, described: DescribedUnit | undefined][] {
  if (protection.status !== 'checked') return [['records', undefined]];
  const { records, persons } = protection;
  return [['records', records], ...(persons ? [['persons', persons] as [string, DescribedUnit]] : [])];
}

function cellsOf({ status }: Described, described: DescribedUnit | undefined): string[] {
  if (!described) {
    return ['', '', '', status === 'open' ? 'nothing: open data about areas' : 'not checked yet'];
  }
  const { lowestError, suppressedShare, closed } = described;
  return [
    lowestError === null ? 'none' : numberText(lowestError),
    shareText(suppressedShare.figures),
    shareText(suppressedShare.counts),
    closed.length === 0 ? 'nothing' : closed.map(({ part }) => closedParts[part]).join(', '),
  ];
}

const closedParts = {
  months: 'months',
  quarters: 'quarters',
  'third-dimension': 'third dimension',
  'second-dimension': 'second dimension',
  'data-set': 'all questions',
} as const;

/** Rounded up, so that what is suppressed never seems to be nothing. */
function shareText(share: number): string {
  return `${Math.ceil(share * 1000) / 10} %`;
}
