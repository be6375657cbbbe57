import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import { ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { View, WrittenFinding } from './answer.contract.ts';
import type { EvidenceContent } from './evidence.contract.ts';
import type { Question, Rung } from './questions.contract.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

export interface QuestionsTable {
  id: string;
  /** Id of the edition, here and below. */
  edition: string;
  number: number;
  goal: string;
  text: Json<LocalText>;
  rung: Rung;
  asked_by: string;
  status: Question['status'];
  note: string | null;
  rung_reason: string | null;
  at: Instant;
}

export interface AnalysesTable {
  id: string;
  edition: string;
  question: string;
  by: string;
  at: Instant;
  version: number;
}

/** What an analysis was at each version; never changed. */
export interface AnalysisVersionsTable {
  analysis: string;
  version: number;
  title: Json<LocalText>;
  views: Json<View[]>;
  finding: Json<WrittenFinding | null>;
  at: Instant;
}

/** Results as they left; a trigger refuses to change or remove them. */
export interface EvidenceTable {
  id: string;
  edition: string;
  analysis: string;
  number: number;
  version: number;
  content: Json<EvidenceContent>;
  /** The content without its answers, made by the database. */
  summary: GeneratedAlways<Omit<EvidenceContent, 'answers'>>;
  at: Instant;
  order: Generated<number>;
}

export interface AnalysesTables {
  questions: QuestionsTable;
  analyses: AnalysesTable;
  analysis_versions: AnalysisVersionsTable;
  evidence: EvidenceTable;
}

export const ownTables = ownTablesOf<AnalysesTables>();
