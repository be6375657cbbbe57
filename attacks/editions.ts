import { join } from 'node:path';
import { people } from '@datalab/demo';
import { defaultParameters, perturbCount } from '@datalab/query-control';
import { agreeOnSharing, openDemoParties } from '../e2e/agreement.ts';
import { leadToSharing, openSession, type Session } from '../e2e/edition.ts';
import { type Asked, type AskedQuery, figuresByLabels } from './asked.ts';
import type { Attack, AttackContext, Outcome } from './attack.ts';
import { connectAnalyst, deliver } from './demo-client.ts';
import { createRandom } from './seeded-random.ts';

const from = 'nuisance-reports';
const second = 'the-same-data-again';
const measures = [{ count: 'records' as const }];
const persons = [{ count: 'persons' as const }];
const questions: readonly AskedQuery[] = [
  { from, measures, by: ['neighbourhood'] },
  { from, measures, by: ['district', 'category'] },
  { from, measures, by: ['quarter'] },
  { from, measures, by: ['category'] },
  { from, measures, by: ['year', 'follow_up'] },
  { from, measures: persons, by: ['neighbourhood'] },
  { from, measures: persons, by: ['year'] },
];

/**
 * A28: an owner delivers the same data in two editions, and an analyst who is in both averages their noises. Figures of
 * the same records must be the same in both.
 */
async function twoEditions({ demo }: AttackContext): Promise<Outcome> {
  const { url, directory } = demo;
  const [facilitator, manager, police] = await Promise.all([
    enter(url, ({ name }) => name === 'Lotte Visser'),
    enter(url, ({ name }) => name === 'Willem Jansen'),
    enter(url, ({ organisation, roles }) => organisation === 'police' && roles.includes('manager')),
  ]);
  const { question } = await leadToSharing({
    slug: second,
    title: 'The same data again',
    facilitator,
    deciders: [
      { organisation: 'municipality', session: manager },
      { organisation: 'police', session: police },
    ],
    dataSets: [from],
  });
  const { parties, end } = await openDemoParties(url);
  const shared = {
    id: from,
    owner: 'police',
    personsMax: 100_000,
    bases: ['public-task', 'police-research'],
  };
  await agreeOnSharing({ slug: second, facilitator, question, parties, dataSets: [shared] });
  await end();
  await deliver(url, join(directory, 'second'), from, { lines: [], inEdition: second });
  await facilitator.call('POST', `/editions/${second}/steps/share/completion`);
  const analyst = await connectAnalyst(url, second);
  const random = createRandom(28);
  const told = { figures: 0, differ: 0, open: 0, refused: 0 };
  const reasons = new Set<string>();
  for (const question of questions) {
    const [one, other] = [await demo.ask(question), ...(await analyst.ask([question]))];
    if (other === undefined || one.refused || other.refused) {
      told.refused += 1;
      for (const asked of [one, other]) if (asked?.refused) reasons.add(asked.code);
      continue;
    }
    for (const [here, there] of shownInBoth(one, other)) {
      told.figures += 1;
      if (here !== there) told.differ += 1;
      const [count, table] = [Math.max(here, defaultParameters.minimumCount), defaultParameters.countTable];
      const drawn = [random.key(), random.key()].map((cellKey) => perturbCount({ count, cellKey }, table));
      if (drawn[0] !== drawn[1]) told.open += 1;
    }
  }
  await Promise.all([facilitator, manager, police].map((session) => session.end()));
  const figures = Math.max(1, told.figures);
  return {
    unit: 'share of figures that have a second noise in a second edition',
    gained: told.differ / figures,
    baseline: 0,
    unprotected: told.open / figures,
    margin: 0,
    tried: `${told.figures} figures of ${questions.length} tables that are shown in both editions, ${told.refused} tables refused${reasons.size > 0 ? ` (${[...reasons].join(', ')})` : ''}; without protection noise is drawn anew`,
  };
}

function enter(url: string, isWanted: (person: (typeof people)[number]) => boolean): Promise<Session> {
  return openSession(url, { path: '/session/demo', data: { email: people.find(isWanted)?.email } });
}

/** The pairs of figures that are published in both. */
function shownInBoth(one: Asked, other: Asked): [number, number][] {
  const there = figuresByLabels(other);
  return [...figuresByLabels(one)].flatMap(([label, figure]): [number, number][] => {
    const second = there.get(label);
    const isBoth = figure.status === 'published' && second?.status === 'published';
    return isBoth ? [[figure.value, second.value]] : [];
  });
}

const sameDataTwice: Attack = {
  id: 'A28',
  title: 'Averaging the same data in two editions',
  on: 'server',
  turn: 'after',
  run: twoEditions,
};

export const editionAttacks: readonly Attack[] = [sameDataTwice];
