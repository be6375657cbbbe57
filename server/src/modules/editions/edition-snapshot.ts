import type { Tx } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { isOpenAreaData } from '../../platform/rows/row-counts.ts';
import type { EditionsDeps } from './editions.deps.ts';
import type { LandedDataSet } from './editions.facts.ts';
import type { EditionState } from './editions.policy.ts';
import { type EditionRow, type EditionRows, type GoalRow, readEdition } from './editions.queries.ts';
import type { GoalCriterion, StepFacts } from './editions.steps.ts';
import type { EditionsTables } from './editions.tables.ts';

/** Names from other modules, read before a transaction because there may be one session only. */
export interface Names {
  organisation(slug: string): LocalText;
  dataSet(id: string): LocalText;
  /** Whether a data set holds open data about areas, of which everything is public. */
  isOpen(dataSet: string): boolean;
}

/** One edition with all that is known about it, here and in other modules. */
export interface EditionSnapshot {
  readonly rows: EditionRows;
  readonly state: EditionState;
  readonly facts: StepFacts;
  readonly landed: ReadonlyMap<string, LandedDataSet>;
  questionsUnder(goal: string): number;
}

export async function loadNames(deps: Pick<EditionsDeps, 'people' | 'catalogue'>): Promise<Names> {
  const organisations = await deps.people.listOrganisations();
  const dataSets = await deps.catalogue.listDataSets();
  const names = new Map(organisations.map(({ slug, name }) => [slug, name]));
  const titles = new Map(dataSets.map(({ id, name }) => [id, name]));
  const open = new Set(dataSets.filter(({ contract }) => isOpenAreaData(contract)).map(({ id }) => id));
  return {
    organisation: (slug) => names.get(slug) ?? sameInBoth(slug),
    dataSet: (id) => titles.get(id) ?? sameInBoth(id),
    isOpen: (dataSet) => open.has(dataSet),
  };
}

export async function loadSnapshot(
  deps: Pick<EditionsDeps, 'facts'>,
  tx: Tx<EditionsTables>,
  edition: EditionRow,
  names: Names,
): Promise<EditionSnapshot> {
  const rows = await readEdition(tx, edition);
  const questions = await deps.facts.questions(tx, edition);
  const deliveries = await deps.facts.deliveries(tx, edition);
  const findings = await deps.facts.findings(tx, edition);
  const shared = await deps.facts.shared(tx, edition);
  const start = await deps.facts.start(tx, edition);
  const closing = await deps.facts.closing(tx, edition);
  const landed = new Map(deliveries.map((delivery) => [delivery.dataSet, delivery]));
  return {
    rows,
    state: rowsToState(rows),
    landed,
    questionsUnder: (goal) => questions.goals.filter((one) => one === goal).length,
    facts: {
      initiator: edition.initiator,
      stepSince: edition.step_since,
      participations: rows.participations.map((one) => ({
        organisation: one.organisation,
        name: names.organisation(one.organisation),
        decision: one.decision,
        invitedAt: one.invited_at,
        decidedAt: one.decided_at,
      })),
      goals: rows.goals.map((goal) => ({
        organisation: goal.organisation,
        text: goal.text,
        criterion: criterionOf(goal),
        remark: goal.review?.remark ?? null,
        at: goal.at,
      })),
      questions,
      dataSets: rows.dataSets.map((one) => ({
        id: one.data_set,
        name: names.dataSet(one.data_set),
        owner: one.owner,
        ownerName: names.organisation(one.owner),
        landed: landed.has(one.data_set),
        agreedAt: one.agreed_at,
      })),
      findings,
      shared,
      start,
      closing,
    },
  };
}

export function criterionOf({
  success_criterion,
  review,
}: Pick<GoalRow, 'success_criterion' | 'review'>): GoalCriterion {
  if (success_criterion === null) return 'missing';
  if (review === null) return 'unreviewed';
  return review.sharp ? 'sharp' : 'doubted';
}

export function rowsToState({ edition, participations }: EditionRows): EditionState {
  return {
    initiator: edition.initiator,
    participations,
    currentStep: edition.current_step,
    finished: edition.finished_at !== null,
  };
}

export function sameInBoth(text: string): LocalText {
  return { nl: text, en: text };
}
