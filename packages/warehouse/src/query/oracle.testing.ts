import { keyOf, type LakeRow } from '../lake/lake.testing.ts';
import type { RawCell, Tally } from './aggregate.ts';
import { type AnalysisQuery, type Dimension, type Filter, recordsPerPersonBands } from './query.ts';

type Data = Record<string, readonly Partial<LakeRow>[]>;
type Keyed = Partial<LakeRow> & { recordKey: number };

/** The cells of a question by looping over the records, for comparison with what the engine gives. */
export function oracleCells(query: AnalysisQuery, data: Data, named: boolean): RawCell[] {
  const personsOf = (dataset: string) => new Set((data[dataset] ?? []).flatMap(({ person }) => person ?? []));
  const isBand = (column: Dimension) => typeof column === 'object' && 'recordsPerPerson' in column;
  const records: Keyed[] = (data[query.from] ?? []).map((record, index) => ({
    ...record,
    recordKey: keyOf(`record ${index}`),
  }));
  const tallies = new Map<string, number>();
  const valueIn = (record: Keyed, column: Dimension): string | null => {
    if (typeof column === 'string') return storedValue(record, column);
    if (!record.person) return null;
    if ('in' in column) return personsOf(column.in).has(record.person) ? 'yes' : 'no';
    return bandOf(tallies.get(record.person) ?? 0);
  };
  const passes = (record: Keyed, filter: Filter) => {
    const value = valueIn(record, filter.column);
    if ('in' in filter) return filter.in.includes(value);
    return value !== null && value >= (filter.from ?? '') && value <= (filter.to ?? '9');
  };
  const plain = records
    .filter((record) => query.where.every((filter) => isBand(filter.column) || passes(record, filter)))
    .filter((record) =>
      query.also.every((link) =>
        'in' in link
          ? record.person && personsOf(link.in).has(record.person)
          : record.person && !personsOf(link.notIn).has(record.person),
      ),
    );
  for (const { person } of plain) if (person) tallies.set(person, (tallies.get(person) ?? 0) + 1);
  const kept = plain.filter((record) => query.where.every((filter) => passes(record, filter)));
  const groups = Map.groupBy(kept, (record) =>
    JSON.stringify(query.by.map((column) => valueIn(record, column))),
  );
  if (query.by.length === 0 && groups.size === 0) groups.set('[]', []);
  const isSummed = query.measures.some((measure) => 'sum' in measure || 'mean' in measure);
  return [...groups].map(([values, members]) => cellOf(JSON.parse(values), members, isSummed, named));
}

function cellOf(values: (string | null)[], members: Keyed[], isSummed: boolean, named: boolean): RawCell {
  const contributorOf = (record: Keyed) => (named && record.person) || `record ${record.recordKey}`;
  const keyOfContributor = (record: Keyed) =>
    named && record.person ? keyOf(record.person) : record.recordKey;
  const contributions = [...Map.groupBy(members, contributorOf).values()];
  const persons = contributions.filter(([first]) => named && first?.person);
  const measured = members.filter(({ amount }) => typeof amount === 'number');
  const byContributor = [...Map.groupBy(measured, contributorOf).values()];
  const totals = byContributor.map((list) => list.reduce((sum, { amount }) => sum + (amount ?? 0), 0));
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  const amount = {
    sum: round(totals.reduce((sum, value) => sum + value, 0)),
    records: tally(measured.map(({ recordKey }) => recordKey)),
    contributors: tally(byContributor.flatMap(([first]) => (first ? keyOfContributor(first) : []))),
    largest: totals
      .map((value) => round(Math.abs(value)))
      .sort((a, b) => b - a)
      .slice(0, 2),
  };
  return {
    values,
    records: tally(members.map(({ recordKey }) => recordKey)),
    persons: tally(persons.map(([first]) => keyOf(first?.person ?? ''))),
    contributors: contributions.length,
    largest: persons
      .map((list) => list.length)
      .sort((a, b) => b - a)
      .slice(0, 2),
    sums: new Map(isSummed ? [['amount', amount]] : []),
  };
}

function tally(keys: number[]): Tally {
  return {
    count: keys.length,
    cellKey: Number(keys.reduce((sum, key) => sum + BigInt(key), 0n) % 2n ** 32n),
  };
}

function storedValue(record: Keyed, column: string): string | null {
  const area = record.neighbourhood ?? null;
  if (column === 'district') return area && `WK${area.slice(2, 8)}`;
  if (column === 'municipality') return area && `GM${area.slice(2, 6)}`;
  return (record[column as 'month' | 'neighbourhood' | 'category'] ?? null) as string | null;
}

function bandOf(count: number): string {
  const starts = [1, 2, 5, 10, 25];
  return recordsPerPersonBands[starts.findLastIndex((start) => count >= start)] ?? '';
}
