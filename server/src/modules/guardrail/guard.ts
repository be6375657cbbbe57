import type { AnyDb } from '../../platform/db/database.ts';
import { requireAllowed } from '../../platform/errors/failure.ts';
import type { CheckState, DataFacts } from './check.contract.ts';
import type { FindData } from './guardrail.deps.ts';
import { mayAnswerWith } from './guardrail.policy.ts';
import { type CheckRow, readChecks, readChecksOfEdition } from './guardrail.queries.ts';
import { ownTables } from './guardrail.tables.ts';
import { checkToState, optionToFacts, rowsToChecks } from './guardrail.view.ts';

/** What a query uses of a data set that landed under one version of its contract. */
export interface UsedOfContract {
  readonly dataSet: string;
  readonly contractVersion: string;
  readonly columns: readonly string[];
}

interface Standing {
  readonly id: string;
  readonly rung: string;
}

/** What holds questions and analyses to the guardrail. */
export interface Guard {
  /** What the contracts say of what is used; read before a transaction, which would wait for it. */
  factsOf(used: readonly UsedOfContract[]): Promise<DataFacts[]>;
  /** Throws why a question may not stand on its rung, or may not be answered with these data. */
  requireMayAnswer(db: AnyDb, question: Standing, used: readonly DataFacts[]): Promise<void>;
  /** The newest check of each question of an edition that has one. */
  listStates(
    db: AnyDb,
    edition: string,
    questions: readonly Standing[],
  ): Promise<ReadonlyMap<string, CheckState>>;
}

export function createGuard(findData: FindData): Guard {
  return {
    factsOf: (used) =>
      Promise.all(
        used.map(async ({ dataSet, contractVersion, columns }) => {
          const option = await findData(dataSet, contractVersion);
          if (option === undefined)
            throw new Error(`${dataSet} ${contractVersion} landed without a contract`);
          return optionToFacts(option, columns);
        }),
      ),

    async requireMayAnswer(db, { id, rung }, used) {
      const [newest] = rowsToChecks(await readChecks(ownTables(db), id), rung);
      requireAllowed(mayAnswerWith(newest, rung, used), 409);
    },

    async listStates(db, edition, questions) {
      const { checks, exceptions } = await readChecksOfEdition(ownTables(db), edition);
      return new Map(
        questions.flatMap(({ id, rung }): [string, CheckState][] => {
          const newest: CheckRow | undefined = checks.find(({ question }) => question === id);
          const [check] = rowsToChecks({ checks: newest ? [newest] : [], exceptions }, rung);
          return check === undefined ? [] : [[id, checkToState(check)]];
        }),
      );
    },
  };
}
