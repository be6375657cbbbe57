import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed } from '../../platform/http/actor.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { maySeeResults } from './analyses.policy.ts';
import { answerAgain } from './answer-in-edition.ts';
import { readViews } from './answer-views.ts';
import type { SentEvidence } from './evidence.contract.ts';
import { findEvidence } from './evidence.queries.ts';
import { hasSameCells } from './same-cells.ts';
import { withdrawalsUnder } from './withdrawals.ts';

export function createEvidenceService(deps: AnalysesDeps) {
  const { db, record, findEdition, now } = deps;

  /** Only people who may see the edition can read its evidence; to others it does not exist. */
  async function get(actor: Actor, id: string): Promise<SentEvidence> {
    const evidence = await findEvidence(db, id);
    if (evidence === undefined) throw new Failure('analyses.evidence-unknown', 404);
    const { slug } = evidence.edition;
    requireAllowed(maySeeResults(actor, await findEdition(slug, actor)));
    return { ...evidence, withdrawn: withdrawalsUnder(evidence.sources, await deps.listWithdrawn(slug)) };
  }

  return {
    get,

    async repeat(actor: Actor, id: string, signal: AbortSignal) {
      const evidence = await get(actor, id);
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
      const { answers } = await answerAgain(deps, slug, versions, readViews(evidence.answers), signal);
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
