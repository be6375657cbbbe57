import { closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import { type StatementKey, statementKeys } from '@datalab/server/modules/closing/closing-words.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { identityRoutes } from '@datalab/server/modules/identity/identity.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import type { Actors } from './actors.ts';
import type { Client } from './client.ts';
import {
  balances,
  evaluatorAnswer,
  handedOver,
  lessons,
  otherwise,
  transfers,
  worth,
} from './closing-texts.ts';
import { olderEdition } from './older-edition-texts.ts';

const params = { edition: olderEdition.slug };

/** How the people of the older edition look back, and the end of it. */
export async function closeOlderEdition(actors: Actors): Promise<void> {
  const { facilitator, deciders } = actors;
  const { solutions } = await facilitator.call(solutionsRoutes.listSolutions, { params });
  for (const { id } of solutions.filter(({ state }) => state === 'realising')) {
    await facilitator.call(solutionsRoutes.endSolution, {
      params: { ...params, solution: id },
      body: { ending: 'handed-over', because: handedOver },
    });
  }
  await nameEvaluator(actors);
  await evaluateLitter(actors);
  for (const { by, ...told } of balances) {
    await deciders[by].call(closingRoutes.tellBalance, { params, body: told });
  }
  for (const { by, ...lesson } of lessons) {
    await deciders[by].call(closingRoutes.addLesson, { params, body: lesson });
  }
  for (const { from, to, ...transfer } of transfers) {
    await deciders[from].call(closingRoutes.addTransfer, {
      params,
      body: { from, to: [...to], ...transfer },
    });
  }
  await facilitator.call(editionsRoutes.finishStep, { params: { ...params, step: 'solve' } });
}

/** The analyst is asked to look after the evaluation, and says yes. */
async function nameEvaluator({ facilitator, analyst }: Actors): Promise<void> {
  const { person } = await analyst.call(identityRoutes.getSession, {});
  if (person === null) throw new Error('the analyst has signed in');
  await facilitator.call(closingRoutes.nameEvaluator, { params, body: { person: person.id } });
  await analyst.call(closingRoutes.answerEvaluator, { params, body: evaluatorAnswer });
}

/** Most were content; not about everything, and some did not know. */
async function evaluateLitter({ facilitator, analyst, stewards, deciders }: Actors): Promise<void> {
  const people: readonly Client[] = [
    facilitator,
    analyst,
    stewards.municipality,
    deciders.municipality,
    stewards['housing-association'],
    deciders['housing-association'],
  ];
  for (const [index, person] of people.entries()) {
    await person.call(closingRoutes.evaluate, {
      params,
      body: {
        answers: Object.fromEntries(statementKeys.map((key, at) => [key, levelOf(key, index + at)])),
        brought: worth[index] ?? null,
        otherwise: otherwise[index] ?? null,
        send: true,
      },
    });
  }
}

const usual: Readonly<Record<StatementKey, readonly (2 | 3 | 4 | 5 | 'unknown')[]>> = {
  together: [4, 5, 5],
  goals: [3, 4, 4],
  effort: [4, 3, 5],
  data: [5, 4, 'unknown'],
  work: [3, 4, 2],
  people: [5, 5, 4],
  again: [5, 4, 5],
};

function levelOf(key: StatementKey, turn: number): 2 | 3 | 4 | 5 | 'unknown' {
  const levels = usual[key];
  return levels[turn % levels.length] ?? 'unknown';
}
