import type { AnyTx, Db } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { ReadinessAction } from './actions.contract.ts';
import type { ReadinessAnswers, ReadinessBoard } from './readiness.contract.ts';
import { type EditionState, mayAnswer, mayStartRound } from './readiness.policy.ts';
import { insertRound, lockRound, putAnswers, readReadiness } from './readiness.queries.ts';
import type { ReadinessTables } from './readiness.tables.ts';
import { rowsToBoard } from './readiness.view.ts';

export interface EditionView extends EditionState {
  readonly id: string;
  readonly slug: string;
}

export interface ReadinessDeps {
  readonly db: Db<ReadinessTables>;
  readonly record: RecordEvent<ReadinessAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** Keeps the edition as it is until the transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<unknown>;
  readonly now: () => Date;
}

export async function getReadiness(deps: ReadinessDeps, actor: Actor, slug: string): Promise<ReadinessBoard> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayAnswer(actor, edition));
  return rowsToBoard(await readReadiness(deps.db, edition.id), actor, edition);
}

/** The log says that somebody answered, never what. */
export async function sendReadiness(
  deps: ReadinessDeps,
  actor: Actor,
  slug: string,
  { round, answers }: { readonly round: number; readonly answers: ReadinessAnswers },
): Promise<ReadinessBoard> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayAnswer(actor, edition));
  const place = { edition: edition.id, organisation: actor.organisation };
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    const current = await lockRound(tx, place, deps.now());
    if (current !== round) throw new Failure('readiness.round-changed', 409);
    const sent = { answers: JSON.stringify(answers), at: deps.now() };
    await putAnswers(tx, { ...place, round, person: actor.id, ...sent });
    const event = { actor, subject: `edition/${slug}`, edition: slug };
    await deps.record(tx, { ...event, action: 'readiness.answered', details: { round } });
  });
  return getReadiness(deps, actor, slug);
}

export async function startReadinessRound(
  deps: ReadinessDeps,
  actor: Actor,
  slug: string,
  after: number,
): Promise<ReadinessBoard> {
  const edition = await deps.findEdition(slug, actor);
  const place = { edition: edition.id, organisation: actor.organisation };
  await deps.db.transaction().execute(async (tx) => {
    requireAllowed(mayAnswer(actor, edition));
    await deps.lockStep(tx, edition.id);
    const current = await lockRound(tx, place, deps.now());
    if (current !== after) throw new Failure('readiness.round-changed', 409);
    const { answers } = await readReadiness(tx, edition.id);
    const respondents = answers.filter(
      ({ organisation, round }) => organisation === actor.organisation && round === current,
    ).length;
    const answer = mayStartRound(actor, edition, respondents);
    requireAllowed(answer, !answer.allowed && answer.reason === 'readiness.nobody-answered' ? 409 : 403);
    await insertRound(tx, { ...place, round: current + 1, since: deps.now() });
    const event = { actor, subject: `edition/${slug}`, edition: slug };
    await deps.record(tx, { ...event, action: 'readiness.round-started', details: { round: current + 1 } });
  });
  return getReadiness(deps, actor, slug);
}
