/** What the platform knows of the data of an edition, for the pre-scan and the DPIA. Texts are in Dutch, as the forms are. */
export interface EditionFacts {
  readonly title: string;
  readonly aim: string;
  readonly organisations: readonly { readonly slug: string; readonly name: string }[];
  readonly dataSets: readonly DataSetFacts[];
}

export interface DataSetFacts {
  readonly name: string;
  /** The organisation whose data they are. */
  readonly owner: string;
  readonly purpose: string | null;
  readonly legalBasis: string | null;
  readonly retentionMonths: number | null;
  /** Its rows can be told to be about one person: by number, or because a row is a person or a household. */
  readonly aboutPersons: boolean;
  /** Null where the contract does not say. */
  readonly specialCategory: boolean | null;
  /** How many persons, as far as that is known. */
  readonly persons: number | null;
  /** How often it is delivered, as far as that is known. */
  readonly timesPerYear: number | null;
  readonly columns: readonly ColumnFacts[];
}

export interface ColumnFacts {
  readonly name: string;
  readonly kind: 'person-number' | 'name' | 'address' | 'demographic' | 'other';
}

/** An ISO 8601 period of whole years, months, weeks or days in months; null for any other text. */
export function periodToMonths(period: string): number | null {
  const [, years, months, weeks, days] =
    /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/.exec(period) ?? [undefined];
  if ([years, months, weeks, days].every((part) => part === undefined)) return null;
  const dayCount = Number(weeks ?? 0) * 7 + Number(days ?? 0);
  return Number(years ?? 0) * 12 + Number(months ?? 0) + dayCount / 30.4;
}
