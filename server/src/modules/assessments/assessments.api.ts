import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { AssessmentsDeps, EditionView } from './assessments.deps.ts';
import { findFirstReview } from './assessments.queries.ts';
import { bindAssessments } from './assessments.routes.ts';
import { ownTables } from './assessments.tables.ts';
import { toDay } from './ethics.service.ts';
import { createFormReader } from './forms.reader.ts';
import type { PrescanState, RiskLevel } from './prescan.contract.ts';
import { getPrescanState } from './prescan.service.ts';

export {
  type ColumnFacts,
  type DataSetFacts,
  type EditionFacts,
  periodToMonths,
} from './assessments.facts.ts';
export { assessmentsMigrations } from './assessments.tables.ts';

export interface EditionRisk {
  readonly level: RiskLevel;
  /** The assessments that are asked for. */
  readonly outcomes: PrescanState['outcomes'];
  /** Organisations that have questions to answer. */
  readonly missing: readonly string[];
  /** Of the rules it was judged by; null while there are none. */
  readonly rulesSha256: string | null;
}

export interface Assessments {
  readonly bindings: RouteBinding[];
  /**
   * How much care an edition asks, by the pre-scan as it is answered now. Only `low` takes the short way: an edition of
   * which too little is known is not one without risk.
   */
  riskOf(tx: AnyTx, edition: Pick<EditionView, 'id' | 'organisationsIn'>): Promise<EditionRisk>;
}

export function createAssessments(given: Omit<Given<AssessmentsDeps>, 'readForm'>): Assessments {
  const deps = { ...given, db: ownTables(given.db), readForm: createFormReader() };
  return {
    bindings: bindAssessments(deps),
    riskOf: async (tx, edition) => {
      const { risk, outcomes, parties, form } = await getPrescanState(
        { ...deps, db: ownTables(tx) },
        edition,
      );
      return {
        level: risk,
        outcomes: outcomes.filter(({ level }) => level !== null),
        missing: parties.flatMap(({ organisation, missing }) => (missing > 0 ? [organisation] : [])),
        rulesSha256: form?.sha256 ?? null,
      };
    },
  };
}

/** The day on which a trade-off or an advice had to be looked at again, when that has passed. */
export async function findOverdueReview(db: AnyDb, edition: string, now: Date): Promise<string | undefined> {
  const first = await findFirstReview(ownTables(db), edition);
  return first !== undefined && first < toDay(now) ? first : undefined;
}
