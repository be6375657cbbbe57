import type { AuditEvent } from '@datalab/server/modules/audit/audit.contract.ts';
import { type StepKey, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { codesWithWords } from '../../i18n/message.tsx';
import type { Language } from '../../i18n/translate.ts';

type Details = AuditEvent['details'];

/** The values of an event as a sentence says them: steps by number, data sets by name. */
export function detailsToWords(details: Details, dataSets: ReadonlyMap<string, LocalText>): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (name === 'step') return [name, stepKeys.indexOf(value as StepKey) + 1];
      return [name, name === 'dataSet' ? (dataSets.get(value) ?? value) : value];
    }),
  );
}

const code = /^[a-z]+\.[a-z-]+$/;

/** The reason, in the words of the person who acted; or the code of what the platform found. */
export function reasonOf({
  reason,
}: Details): { readonly text: string; readonly isCode: boolean } | undefined {
  return typeof reason === 'string' && reason !== ''
    ? { text: reason, isCode: code.test(reason) }
    : undefined;
}

/** The particulars as they stand in the log. */
export function detailsToLine(details: Details): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}

/** The log has codes; the words that a reader looks for may be those of a code. */
export function actionsToFind(q: string | undefined, language: Language): string[] {
  if (q === undefined) return [];
  return codesWithWords(language, q.trim()).flatMap((code) => /^told\.(.+)$/.exec(code)?.[1] ?? []);
}
