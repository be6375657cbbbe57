import { expect, vi } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import type { Grouping, GroupingProposal } from './groupings.contract.ts';
import { decideGrouping, listGroupings, proposeGrouping } from './groupings.service.ts';
import type { LandedData } from './releases.deps.ts';
import { ines, noor, type openReleasesBench, slug } from './releases.testing.ts';

export const loud: GroupingProposal = {
  dataSet: 'reports',
  name: { nl: 'Herrie', en: 'Loud' },
  content: { kind: 'values', column: 'kind', values: ['vandalism', 'noise'] },
  purpose: 'What keeps people awake',
};
export const spring: GroupingProposal = {
  dataSet: 'reports',
  name: { nl: 'De proef', en: 'The trial' },
  content: { kind: 'window', from: '2024-02', to: '2024-05' },
  purpose: 'The months of the trial',
};

type Bench = Awaited<ReturnType<typeof openReleasesBench>>;

/** What people do with groupings on a bench. */
export function actOn(benchOf: () => Bench) {
  const propose = (proposal = loud, actor: Actor = noor) =>
    proposeGrouping(benchOf().deps, actor, slug, proposal);
  const decide = (id: string, decision: 'approve' | 'refuse', actor = ines) =>
    decideGrouping(
      benchOf().deps,
      actor,
      { edition: slug, grouping: id },
      { decision, reason: 'It is needed' },
    );
  const list = async (actor = ines): Promise<Grouping[]> =>
    (await listGroupings(benchOf().deps, actor, slug, { limit: 50 })).groupings;
  const costKnown = (id: string): Promise<Grouping> =>
    vi.waitFor(
      async () => {
        const found = (await list()).find((one) => one.id === id);
        expect(found?.cost?.state).toBe('known');
        if (found === undefined) throw new Error('It is not in the list');
        return found;
      },
      { timeout: 60_000 },
    );
  return {
    propose,
    decide,
    list,
    costKnown,
    async approved(proposal = loud): Promise<Grouping> {
      const { id } = await propose(proposal);
      await costKnown(id);
      return decide(id, 'approve');
    },
    /** No cost is computed until this is restored or the job is stopped. */
    holdCosts: () =>
      vi
        .spyOn(benchOf().checks, 'tryOut')
        .mockImplementation((...[, , asked]: Parameters<LandedData['tryOut']>) => {
          const signal = asked?.signal;
          return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
        }),
  };
}
