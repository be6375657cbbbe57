import type { AuditFilter } from '@datalab/server/modules/audit/audit.contract.ts';

/** What the reader narrows the log to; it stands in the address. Days are those of the reader's clock. */
export interface LogSearch {
  readonly edition?: string;
  readonly person?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly q?: string;
  readonly before?: number;
}

const words = ['edition', 'person', 'kind', 'q'] as const;
const days = ['from', 'to'] as const;
const day = /^\d{4}-\d{2}-\d{2}$/;

export function readSearch(search: Readonly<Record<string, unknown>>): LogSearch {
  const read = (names: readonly string[], fits: (value: string) => boolean) =>
    names.flatMap((name) => {
      const value = search[name];
      const text = typeof value === 'number' ? String(value) : value;
      return typeof text === 'string' && fits(text) ? [[name, text]] : [];
    });
  const { before } = search;
  return {
    ...Object.fromEntries([
      ...read(words, (value) => value.trim() !== '' && value.length <= 100),
      ...read(days, (value) => day.test(value) && !Number.isNaN(Date.parse(value))),
    ]),
    ...(typeof before === 'number' && Number.isInteger(before) && before > 0 && { before }),
  };
}

/** What is asked of the hub: whole days become moments, and the last day counts to its end. */
export function searchToFilter({ from, to, q, before: _, ...search }: LogSearch): AuditFilter {
  return {
    ...search,
    ...(from !== undefined && { from: startOfDay(from, 0) }),
    ...(to !== undefined && { until: startOfDay(to, 1) }),
    ...(q !== undefined && { text: q.trim() }),
  };
}

export function isNarrowed({ before: _, ...search }: LogSearch): boolean {
  return Object.keys(search).length > 0;
}

function startOfDay(date: string, daysLater: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, dayOfMonth + daysLater).toISOString();
}
