import type {
  Frequency,
  PlanDataSet,
  Terms,
} from '@datalab/server/modules/sharing/sharing-words.contract.ts';

/** The terms as they stand in the fields of a form. */
export interface TypedTerms {
  readonly from: string;
  readonly to: string;
  readonly rowsMax: string;
  readonly personsMax: string;
  readonly frequency: Frequency;
  readonly keepUntil: string;
  readonly bases: readonly string[];
  readonly necessity: string;
}

export type TermsField = Exclude<keyof TypedTerms, 'frequency' | 'bases'>;

export function termsToTyped({
  terms,
  bases,
  necessity,
}: Pick<PlanDataSet, 'terms' | 'bases' | 'necessity'>): TypedTerms {
  return {
    from: terms?.from ?? '',
    to: terms?.to ?? '',
    rowsMax: terms === null ? '' : String(terms.rowsMax),
    personsMax: String(terms?.personsMax ?? ''),
    frequency: terms?.frequency ?? 'once',
    keepUntil: terms?.keepUntil ?? '',
    bases,
    necessity: necessity ?? '',
  };
}

export interface ReadTerms {
  /** What to send; undefined when something is wrong. */
  readonly body: { readonly terms: Terms; readonly bases: string[]; readonly necessity: string } | undefined;
  readonly wrong: readonly TermsField[];
}

/** Reads what was typed; a data set without persons has no number of persons. */
export function readTerms(typed: TypedTerms, persons: boolean): ReadTerms {
  const [rowsMax, personsMax] = [toCount(typed.rowsMax), toCount(typed.personsMax)];
  const { from, to, keepUntil, frequency } = typed;
  const necessity = typed.necessity.trim();
  const isReversed = isMonth(from) && to < from;
  const wrong = [
    ...(isMonth(from) ? [] : ['from' as const]),
    ...(!isMonth(to) || isReversed ? ['to' as const] : []),
    ...(rowsMax === undefined ? ['rowsMax' as const] : []),
    ...(persons && personsMax === undefined ? ['personsMax' as const] : []),
    ...(isDay(keepUntil) ? [] : ['keepUntil' as const]),
    ...(necessity === '' ? ['necessity' as const] : []),
  ];
  if (wrong.length > 0 || rowsMax === undefined) return { body: undefined, wrong };
  const terms = {
    from,
    to,
    rowsMax,
    frequency,
    keepUntil,
    personsMax: persons ? (personsMax ?? null) : null,
  };
  return { body: { terms, bases: [...typed.bases], necessity }, wrong };
}

function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** A whole number of at least one; undefined for anything else. */
function toCount(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined;
}
