import { type Dimension, findValue, type Lattice, monthsBetween } from '@datalab/query-control';
import { Failure } from '../../platform/errors/failure.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { type GroupableColumns, type GroupingContent, windowMonthsMin } from './groupings.contract.ts';
import { columnToLabel, type DataSetNames, valueToLabel } from './releases.names.ts';

/** What a grouping of a data set can be made of: what a question may name, in the finest values. */
export function latticeToGroupable(
  dataSet: string,
  { dimensions }: Lattice,
  names: DataSetNames | undefined,
): GroupableColumns {
  const time = dimensions.find(({ kind }) => kind === 'time');
  const columns = dimensions.filter(isGroupable).map((dimension) => ({
    key: dimension.name,
    label: columnToLabel(names, dimension.name),
    values: listedValues(dimension).map((key) => ({
      key,
      label: valueToLabel(names, dimension.name, key),
      within: findWithin(dimension, key, names),
    })),
  }));
  return {
    dataSet,
    months: time === undefined ? null : firstAndLast(monthsOf(time)),
    columns: columns.filter(({ values }) => values.length > 2),
  };
}

/**
 * Throws a `Failure` (422) when a grouping cannot be made of what these lattices have, or would add nothing to any of
 * them.
 */
export function requireGroupable(content: GroupingContent, lattices: readonly Lattice[]): void {
  const sets = lattices.flatMap(({ dimensions }) => {
    const dimension = dimensions.find((one) => isOf(one, content));
    return dimension === undefined ? [] : [{ dimension, codes: codesOf(dimension, content) }];
  });
  if (sets.length === 0) throw new Failure('releases.column-not-groupable', 422);
  const isAskable = sets.every(({ dimension, codes }) => findValue(dimension, codes) !== undefined);
  if (isAskable) throw new Failure('releases.already-askable', 422);
}

function isGroupable({ kind, name }: Dimension): boolean {
  return kind === 'area' || kind === 'category' || (kind === 'time' && name !== 'time');
}

function isOf(dimension: Dimension, content: GroupingContent): boolean {
  if (content.kind === 'window') return dimension.name === 'time';
  return isGroupable(dimension) && dimension.name === content.column;
}

function codesOf(dimension: Dimension, content: GroupingContent): number[] {
  const values =
    content.kind === 'values' ? valuesIn(dimension, content.values) : monthsIn(dimension, content);
  return values.map((value) => dimension.finest.indexOf(value)).sort((a, b) => a - b);
}

function valuesIn(dimension: Dimension, values: readonly string[]): readonly string[] {
  const listed = new Set(listedValues(dimension));
  if (!values.every((value) => listed.has(value))) throw new Failure('releases.value-not-registered', 422);
  return [...new Set(values)];
}

function monthsIn(dimension: Dimension, { from, to }: { readonly from: string; readonly to: string }) {
  const span = firstAndLast(monthsOf(dimension));
  if (span === null) throw new Failure('releases.column-not-groupable', 422);
  if (from > to || from < span.from || to > span.to) {
    throw new Failure('releases.window-outside', 422, { ...span });
  }
  const months = monthsBetween(from, to);
  if (months.length < windowMonthsMin) {
    throw new Failure('releases.window-too-short', 422, { months: windowMonthsMin });
  }
  return months;
}

/** The finest values that a question may name, without "no value". */
function listedValues({ finest, values }: Dimension): string[] {
  const askable = new Set(
    values
      .filter(({ level }) => level !== 'group')
      .flatMap(({ value, codes }) => (codes.length === 1 ? [value] : [])),
  );
  return finest.filter((value) => value !== null && askable.has(value)) as string[];
}

function monthsOf({ finest }: Dimension): string[] {
  return finest.flatMap((month) => month ?? []);
}

function firstAndLast(months: readonly string[]): { from: string; to: string } | null {
  const [from, to] = [months[0], months.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

function findWithin(
  { kind, finest, values }: Dimension,
  area: string,
  names: DataSetNames | undefined,
): LocalText | null {
  if (kind !== 'area') return null;
  const code = finest.indexOf(area);
  const [holding] = values
    .filter(
      ({ level, value, codes }) =>
        (level === 'district' || level === 'municipality') && value !== area && codes.includes(code),
    )
    .sort((a, b) => a.codes.length - b.codes.length);
  const name = holding?.value == null ? undefined : names?.areas.get(holding.value);
  return name === undefined ? null : { nl: name, en: name };
}
