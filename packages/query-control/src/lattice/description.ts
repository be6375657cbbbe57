/** What is known of a data set when a version of it has landed, in plain words: all that a lattice is made from. */
export interface DataSetDescription {
  /** Absent where records have no month. */
  readonly time?: TimeDescription;
  /** Absent where records have no area. */
  readonly area?: AreaDescription;
  readonly columns: readonly ColumnDescription[];
  /** Only where records name persons. */
  readonly links: readonly LinkDescription[];
  readonly persons: PersonsDescription;
  /** Whether the data set holds special categories of personal data (GDPR, article 9). */
  readonly specialCategory: boolean;
  /** Fewer dimensions at once than the rules allow, for a data set of which more cannot be held. */
  readonly dimensionsMax?: number;
}

/** Who is named in the records: nobody, a person in each of them, or a person in some of them. */
export type PersonsDescription = 'none' | 'all' | 'some';

/** Whether there are records without a value, and whether they can be asked. */
export interface NoValueDescription {
  readonly hasNoValue: boolean;
  /** That they are there must not be told: they count in everything and cannot be asked. */
  readonly noValueIsUnlisted?: boolean;
}

/** The months of a data set: a period without gaps. */
export interface TimeDescription extends NoValueDescription {
  /** The first and the last month, as `2024-03`. */
  readonly from: string;
  readonly to: string;
  /** Months outside that period that occur and cannot be asked, because a list would tell that they do. */
  readonly unlisted?: readonly string[];
  /** Other periods that are registered, each within `from` and `to`. */
  readonly windows?: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** The finest level that may be asked. Default: `month`. */
  readonly finestLevel?: 'month' | 'quarter' | 'year';
}

/** The areas of a data set, at the finest level that its records have. */
export interface AreaDescription extends NoValueDescription {
  readonly level: 'neighbourhood' | 'district' | 'municipality';
  readonly areas: readonly FinestArea[];
  /** Areas that occur and cannot be asked, because a list of them would tell that they do. They count in what contains them. */
  readonly unlisted?: readonly FinestArea[];
  readonly severalPerPerson: boolean;
  readonly groups?: readonly ValueGroup[];
}

/** One area with what contains it, as far as that is known. */
export interface FinestArea {
  readonly code: string;
  readonly district?: string;
  readonly municipality?: string;
}

/** Values that are registered to be asked together. */
export interface ValueGroup {
  readonly id: string;
  readonly values: readonly string[];
}

/** A column with registered categories. */
export interface ColumnDescription extends NoValueDescription {
  readonly name: string;
  /** Whether its values say what a person has or is (`category`), or where or when, as postcodes and dates do. */
  readonly kind: 'category' | 'area' | 'time';
  readonly categories: readonly string[];
  /** Values that occur and cannot be asked, because a list of them would tell that they do. */
  readonly unlisted?: readonly string[];
  readonly severalPerPerson: boolean;
  readonly groups?: readonly ValueGroup[];
  /**
   * The answer of a property with two answers that a person has once one of its records has it. Persons are then divided
   * into who ever had it and who never had it, instead of into two groups that overlap.
   */
  readonly ever?: string;
}

/** Another data set, in which a person is or is not. */
export interface LinkDescription {
  readonly dataset: string;
  readonly specialCategory: boolean;
}
