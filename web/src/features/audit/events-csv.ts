import type { AuditEvent } from '@datalab/server/modules/audit/audit.contract.ts';
import type { Language } from '../../i18n/translate.ts';
import { type CsvCell, rowsToCsv } from '../../ui/charts/csv.ts';
import { detailsToLine } from './event-words.ts';

/** How an event reads in words, as on the page. */
export interface EventWords {
  readonly who: string;
  readonly organisation: string;
  readonly what: string;
  readonly reason: string;
  readonly edition: string;
}

/** The events in words and as they stand in the log. A spreadsheet in Dutch reads a comma as part of a number. */
export function eventsToCsv(
  header: readonly string[],
  events: readonly AuditEvent[],
  say: (event: AuditEvent) => EventWords,
  language: Language,
): string {
  const rows = events.map((event): CsvCell[] => {
    const { who, organisation, what, reason, edition } = say(event);
    const { sequence, at, action, subject, details } = event;
    const words = [who, organisation, what, reason, edition];
    return [sequence, toSpreadsheetMoment(at), ...words, action, subject, detailsToLine(details)];
  });
  return rowsToCsv(header, rows, language === 'nl' ? ';' : ',');
}

/** 2026-11-21 14:05:09, by the reader's clock; spreadsheets in every language read it as a moment. */
function toSpreadsheetMoment(instant: string): string {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
