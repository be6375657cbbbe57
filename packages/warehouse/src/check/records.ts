import { createReadStream } from 'node:fs';
import type { RuleId } from './report.ts';

/** One record of a CSV file; `problem` says that it is not a row, and then `fields` is empty. */
export interface CsvRecord {
  /** Physical line on which the record begins; the first line is 1. */
  line: number;
  fields: string[];
  problem?: Extract<RuleId, 'row.quote' | 'row.too-large'>;
}

/** How the records are written. */
export interface RecordFormat {
  encoding: string;
  delimiter: string;
  /** A record of more characters is not read but reported. Default one million. */
  recordCharactersMax?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Reads the records of a CSV file (RFC 4180: quotes doubled inside quotes, line breaks allowed inside quotes), with
 * any mix of line ends, in batches. Empty lines are passed over. A quote that is never closed, or text after a
 * closing quote, makes a problem of its line only: reading goes on at the next line, so that nothing else is lost.
 */
export async function* readRecords(file: string, format: RecordFormat): AsyncGenerator<CsvRecord[]> {
  const most = format.recordCharactersMax ?? 1_000_000;
  const decoder = new TextDecoder(format.encoding);
  const settings = format.signal ? { signal: format.signal } : {};
  const reader = recordReader(format.delimiter, most);
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 18, ...settings })) {
    const batch = reader.read(decoder.decode(piece as Buffer, { stream: true }), false);
    if (batch.length > 0) yield batch;
  }
  const last = reader.read(decoder.decode(), true);
  if (last.length > 0) yield last;
}

/** Reads records out of text that arrives in pieces. `final` says that no more text comes. */
export function recordReader(delimiter: string, most: number) {
  let text = '';
  let line = 1;
  let skipping = false;

  const takeLine = (from: number): number => {
    const end = endOfLine(text, from);
    line += 1;
    return end.next;
  };

  return {
    read(piece: string, final: boolean): CsvRecord[] {
      text += piece;
      const records: CsvRecord[] = [];
      let at = 0;
      while (at < text.length) {
        if (skipping) {
          const end = endOfLine(text, at);
          if (!end.found && !final) {
            at = text.length;
            break;
          }
          skipping = false;
          line += 1;
          at = end.next;
          continue;
        }
        const parsed = parseRecord(text, at, delimiter, final);
        if (parsed.kind === 'record') {
          if (parsed.fields.length > 1 || parsed.fields[0] !== '' || parsed.quoted) {
            records.push({ line, fields: parsed.fields });
          }
          line += parsed.lineBreaks;
          at = parsed.next;
        } else if (
          parsed.kind === 'quote' ||
          (parsed.kind === 'open' && (final || text.length - at > most))
        ) {
          records.push({
            line,
            fields: [],
            problem: parsed.kind === 'open' && !parsed.inQuotes ? 'row.too-large' : 'row.quote',
          });
          const end = endOfLine(text, at);
          if (end.found || final) at = takeLine(at);
          else {
            skipping = true;
            at = text.length;
          }
        } else {
          break;
        }
      }
      text = text.slice(at);
      return records;
    },
  };
}

type Parsed =
  | { kind: 'record'; fields: string[]; next: number; lineBreaks: number; quoted: boolean }
  | { kind: 'quote' }
  | { kind: 'open'; inQuotes: boolean };

const quoteCode = 34;
const lineFeed = 10;
const carriageReturn = 13;

function parseRecord(text: string, start: number, delimiter: string, final: boolean): Parsed {
  const fields: string[] = [];
  const delimiterCode = delimiter.charCodeAt(0);
  let at = start;
  let lineBreaks = 0;
  let quoted = false;
  for (;;) {
    let value: string;
    if (text.charCodeAt(at) === quoteCode) {
      quoted = true;
      const field = parseQuoted(text, at);
      if (!field) return { kind: 'open', inQuotes: true };
      value = field.value;
      lineBreaks += field.lineBreaks;
      at = field.next;
      if (at >= text.length && !final) return { kind: 'open', inQuotes: false };
    } else {
      const from = at;
      while (at < text.length) {
        const code = text.charCodeAt(at);
        if (code === delimiterCode || code === lineFeed || code === carriageReturn) break;
        at += 1;
      }
      value = text.slice(from, at);
    }
    fields.push(value);
    const code = text.charCodeAt(at);
    if (code === delimiterCode) {
      at += 1;
    } else if (at >= text.length) {
      if (!final) return { kind: 'open', inQuotes: false };
      return { kind: 'record', fields, next: at, lineBreaks, quoted };
    } else if (code === lineFeed || code === carriageReturn) {
      if (code === carriageReturn && at + 1 >= text.length && !final)
        return { kind: 'open', inQuotes: false };
      const next = code === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
      return { kind: 'record', fields, next, lineBreaks: lineBreaks + 1, quoted };
    } else {
      return { kind: 'quote' };
    }
  }
}

function parseQuoted(
  text: string,
  start: number,
): { value: string; next: number; lineBreaks: number } | undefined {
  let at = start + 1;
  let value = '';
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return undefined;
    value += text.slice(at, close);
    if (text.charCodeAt(close + 1) !== quoteCode) {
      const lineBreaks = value.match(/\r\n|\r|\n/g)?.length ?? 0;
      return { value, next: close + 1, lineBreaks };
    }
    value += '"';
    at = close + 2;
  }
}

function endOfLine(text: string, from: number): { next: number; found: boolean } {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) return { next: at + 1, found: true };
    if (code === carriageReturn) {
      return { next: text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1, found: true };
    }
  }
  return { next: text.length, found: false };
}
