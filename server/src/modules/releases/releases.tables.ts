import type { ColumnType, GeneratedAlways } from 'kysely';
import { ownTablesOf } from '../../platform/db/database.ts';
import type { UnitCheck } from './check.contract.ts';
import type { GroupingState } from './grouping-states.contract.ts';
import type { GroupingContent } from './groupings.contract.ts';
import type { ShownKind } from './shown.contract.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

/** One result that was shown or one file that was downloaded: who, when and how many figures, not which. */
export interface ShownResultsTable {
  id: string;
  /** Address of the edition, here and below. */
  edition: string;
  at: Instant;
  /** Null when the platform itself measures. */
  person: string | null;
  person_name: string | null;
  kind: ShownKind;
  subject: string;
  data_sets: Json<string[]>;
  shown: number;
  suppressed: number;
  order: GeneratedAlways<number>;
}

/** The check with a grouping and without it, for one version with what was linked and approved then. */
export interface StoredCost {
  readonly version: string;
  /** The versions that could be linked to it; absent in what an earlier release computed. */
  readonly linked?: readonly string[];
  readonly approved: readonly string[];
  readonly without: readonly UnitCheck[];
  readonly with: readonly UnitCheck[];
  /** Something landed, left or was approved since: it does not count before it is held against that. */
  readonly isOutdated?: boolean;
}

export interface GroupingsTable {
  id: string;
  edition: string;
  data_set: string;
  name: Json<{ readonly nl: string; readonly en: string }>;
  content: Json<GroupingContent>;
  purpose: string;
  state: GroupingState;
  proposed_by: string;
  proposed_by_name: string;
  proposed_at: Instant;
  decided_by_name: string | null;
  decided_at: Instant | null;
  reason: string | null;
  ended_by_name: string | null;
  ended_at: Instant | null;
  end_reason: string | null;
  cost: Json<StoredCost> | null;
  cost_failed: boolean;
}

export interface ReleasesTables {
  shown_results: ShownResultsTable;
  groupings: GroupingsTable;
}

export const ownTables = ownTablesOf<ReleasesTables>();
