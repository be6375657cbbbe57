import type { DisclosureParameters } from '@datalab/query-control';
import type { AreaDivision } from '@datalab/warehouse';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { AnswerDamage, CheckOf } from '../checks/checks.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Goal } from '../editions/goals.contract.ts';
import type { Guard } from '../guardrail/guardrail.api.ts';
import type { FindGroupingNames, RecordOpened, RecordShown } from '../releases/releases.api.ts';
import type { AnalysesAction } from './actions.contract.ts';
import type { EditionState } from './analyses.policy.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { FindLandedSources } from './landed-sources.ts';
import type { Question, RungAdvice } from './questions.contract.ts';
import type { WithdrawnSource } from './withdrawals.ts';

/** An edition as this module needs it. */
export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly goals: readonly Goal[];
}

export interface AnalysesDeps {
  readonly db: Db<AnalysesTables>;
  readonly record: RecordEvent<AnalysesAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** The step of an edition, which cannot change before this transaction ends. */
  readonly lockStep: <Tables>(tx: Tx<Tables>, edition: string) => Promise<StepKey>;
  readonly findLandedSources: FindLandedSources;
  /** Versions that their owners took along when they left this edition. */
  readonly listWithdrawn: (editionSlug: string) => Promise<readonly WithdrawnSource[]>;
  /** Requirements 5 and 49: what is advised for each of these questions, on the rung it has. */
  readonly adviseRungs: (
    edition: EditionView,
    questions: readonly Pick<Question, 'goal' | 'rung' | 'analyses'>[],
  ) => Promise<readonly RungAdvice[]>;
  /** Requirement 9: holds questions and analyses to what is done here and what is not. */
  readonly guard: Guard;
  /** The areas of a reference year; undefined when that year is not registered. */
  readonly findAreas: (year: number) => Promise<AreaDivision | undefined>;
  /** Protection of an edition; secret, and the same for every query of that edition. */
  readonly protectionOf: (editionSlug: string) => Promise<DisclosureParameters>;
  /** What of a landed version may be shown. */
  readonly checkOf: CheckOf;
  /** The answers that this process gave. */
  readonly keptAnswers: KeptAnswers;
  /** Of open data, whose rows are read without a check. */
  readonly answerDamage: AnswerDamage;
  /** What people call the registered groupings of an edition. */
  readonly findGroupingNames: FindGroupingNames;
  /** Keeps what was shown to whom, in the transaction of the result. */
  readonly recordShown: RecordShown;
  /** Keeps who opened a result, the first time. */
  readonly recordOpened: RecordOpened;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly answerTimeoutMs: number;
}
