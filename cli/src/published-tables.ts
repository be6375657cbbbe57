import type { CellSystem } from '@datalab/table-suppression';
import { WrongUse } from './exit-codes.ts';

const format = 'datalab.published-tables/1';

/** What is published: figures or gaps, and their sums. It does not say why a figure is suppressed. */
export interface PublishedTables {
  readonly format: typeof format;
  readonly cells: readonly PublishedCell[];
  readonly relations: readonly { readonly total: string; readonly parts: readonly string[] }[];
}

export interface PublishedCell {
  readonly id: string;
  readonly value: number | null;
}

export function systemToPublished(
  { cells, relations }: CellSystem,
  suppressed: ReadonlySet<number>,
): PublishedTables {
  const idOf = (cell: number): string => cells[cell]?.id ?? '';
  return {
    format,
    cells: cells.map(({ id, value }, cell) => ({ id, value: suppressed.has(cell) ? null : value })),
    relations: relations.map(({ total, parts }) => ({ total: idOf(total), parts: parts.map(idOf) })),
  };
}

/** @throws WrongUse that says what in the file is not as it should be */
export function readPublished(path: string, content: unknown): PublishedTables {
  if (!isObject(content) || content['format'] !== format) {
    throw new WrongUse(
      'published-table.unknown',
      `${path} does not hold published tables.`,
      'Make one with datalab protect and --out.',
    );
  }
  const { cells, relations } = content;
  const sound =
    Array.isArray(cells) &&
    cells.every((cell) => isObject(cell) && typeof cell['id'] === 'string' && isFigure(cell['value'])) &&
    Array.isArray(relations) &&
    relations.every(
      (relation) =>
        isObject(relation) &&
        typeof relation['total'] === 'string' &&
        Array.isArray(relation['parts']) &&
        relation['parts'].every((part) => typeof part === 'string'),
    );
  if (!sound) {
    throw new WrongUse(
      'published-table.broken',
      `${path} has cells or sums that cannot be read.`,
      'Each cell has an id and a value (a number, or null when suppressed); each relation a total and parts.',
    );
  }
  return content as unknown as PublishedTables;
}

/** Lays tables together by the names of their cells; what one leaves out another may show. */
export function joinPublished(tables: readonly PublishedTables[]): {
  system: CellSystem;
  hidden: ReadonlySet<number>;
} {
  const positions = new Map<string, number>();
  const values: (number | null)[] = [];
  for (const { id, value } of tables.flatMap(({ cells }) => cells)) {
    const position = positions.get(id) ?? values.push(null) - 1;
    positions.set(id, position);
    const earlier = values[position] ?? null;
    if (earlier !== null && value !== null && earlier !== value) {
      throw new WrongUse('published-table.contradiction', `The tables show two different figures for ${id}.`);
    }
    values[position] = earlier ?? value;
  }
  const at = (id: string): number => {
    const position = positions.get(id);
    if (position !== undefined) return position;
    throw new WrongUse('published-table.broken', `A sum names ${id}, which is no cell of the tables.`);
  };
  const relations = tables
    .flatMap((table) => table.relations)
    .map(({ total, parts }) => ({ total: at(total), parts: parts.map(at) }));
  const cells = [...positions.keys()].map((id, position) => ({ id, value: values[position] ?? 0 }));
  const hidden = new Set(values.flatMap((value, position) => (value === null ? [position] : [])));
  return { system: { cells, relations }, hidden };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFigure(value: unknown): boolean {
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}
