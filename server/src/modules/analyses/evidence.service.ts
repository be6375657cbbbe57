import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed } from '../../platform/http/actor.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { maySeeEarlierFigures, maySeeResults } from './analyses.policy.ts';
import { answerAgain, openedOf, shownOf } from './answer-in-edition.ts';
import { readViews } from './answer-views.ts';
import { isUnderEarlierRules, withoutFigures } from './earlier-evidence.ts';
import type { SentEvidence } from './evidence.contract.ts';
import { findEvidence } from './evidence.queries.ts';
import { hasSameCells } from './same-cells.ts';
import { withdrawalsUnder } from './withdrawals.ts';

export function createEvidenceService(deps: AnalysesDeps) {
  const { db, record, findEdition, now } = deps;

  /** Only people who may see the edition can read its evidence; to others it does not exist. */
  async function read(actor: Actor, id: string): Promise<SentEvidence> {
    const evidence = await findEvidence(db, id);
    if (evidence === undefined) throw new Failure('analyses.evidence-unknown', 404);
    const { slug } = evidence.edition;
    const edition = await findEdition(slug, actor);
    requireAllowed(maySeeResults(actor, edition));
    const underEarlierRules = isUnderEarlierRules(evidence);
    const hasFigures = !underEarlierRules || maySeeEarlierFigures(actor, edition).allowed;
    return {
      ...(hasFigures ? evidence : withoutFigures(evidence)),
      underEarlierRules,
      withdrawn: withdrawalsUnder(evidence.sources, await deps.listWithdrawn(slug)),
    };
  }

  return {
    async get(actor: Actor, id: string): Promise<SentEvidence> {
      const evidence = await read(actor, id);
      if (evidence.answers.length > 0)
        await deps.recordOpened(actor, evidence.edition.slug, [openedOf(evidence)]);
      return evidence;
    },

    async recordDownload(actor: Actor, id: string): Promise<{ at: string }> {
      const evidence = await read(actor, id);
      const { slug } = evidence.edition;
      if (evidence.underEarlierRules)
        requireAllowed(maySeeEarlierFigures(actor, await findEdition(slug, actor)));
      await db
        .transaction()
        .execute((tx) =>
          deps.recordShown(tx, { edition: slug, what: { download: id }, actor, ...shownOf(evidence) }),
        );
      return { at: now().toISOString() };
    },

    async repeat(actor: Actor, id: string, signal: AbortSignal) {
      const evidence = await read(actor, id);
      requireAllowed(requireConfirmed(actor));
      const { slug } = evidence.edition;
      const { checkedBeside } = evidence;
      if (checkedBeside === undefined) throw new Failure('analyses.earlier-rules', 409);
      const used = [...evidence.sources, ...checkedBeside];
      const [gone] = withdrawalsUnder(used, await deps.listWithdrawn(slug));
      if (gone !== undefined) {
        throw new Failure('analyses.data-withdrawn', 409, { organisation: gone.organisation });
      }
      const versions = new Map(used.map(({ dataSet, version }) => [dataSet, version]));
      const basis = { versions, moment: new Date(evidence.at) };
      const { answers } = await answerAgain(deps, slug, basis, readViews(evidence.answers), signal);
      const same = evidence.answers.every((kept, index) => hasSameCells(kept, answers[index]));
      const at = now();
      await db.transaction().execute((tx) =>
        record(tx, {
          actor,
          action: 'analyses.repeated',
          subject: `evidence/${id}`,
          edition: slug,
          details: { same: same ? 'yes' : 'no' },
        }),
      );
      const cells = answers.reduce((sum, { rows, measures }) => sum + rows.length * measures.length, 0);
      return { same, cells, at: at.toISOString(), details: {} };
    },
  };
}
