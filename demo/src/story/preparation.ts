import { inspirationRoutes } from '@datalab/server/modules/preparation/inspiration.contract.ts';
import {
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { type QuestionKey, questionKeys } from '@datalab/server/modules/preparation/questions.contract.ts';
import type { DemoOrganisation } from '../organisations.ts';
import type { Actors } from './actors.ts';
import { examples } from './inspiration-texts.ts';
import { debtsIntention, type StartStory } from './preparation-texts.ts';

/** What is weighed, promised and planned before an edition starts, by each organisation for its own part. */
export async function prepareStart(actors: Actors, edition: string, story: StartStory): Promise<void> {
  const { facilitator, deciders } = actors;
  const params = { edition };
  for (const [key, [answer, nl, en]] of Object.entries(story.answers)) {
    await facilitator.call(preparationRoutes.agreeAnswer, {
      params: { ...params, question: questionOf(key) },
      body: { answer, why: { nl, en }, seen: null },
    });
  }
  for (const { by, question, answer, why } of story.views) {
    await deciders[by].call(preparationRoutes.giveView, {
      params: { ...params, question: questionOf(question) },
      body: { answer, why },
    });
  }
  for (const { by, kind, amount, note } of story.puttingIn) {
    await deciders[by].call(preparationRoutes.commit, { params, body: { kind, amount, note } });
  }
  for (const [by, text] of Object.entries(story.hopes)) {
    await deciders[by as DemoOrganisation['slug']].call(preparationRoutes.recordHope, {
      params,
      body: { text },
    });
  }
  for (const { aspect, text } of story.plan) {
    await facilitator.call(preparationRoutes.planAspect, { params, body: { aspect, text } });
  }
  await tellWhoLeads(actors, edition, story);
  if (story.go === null) return;
  await facilitator.call(preparationRoutes.decideStart, {
    params,
    body: { decision: 'go', reasons: story.go, after: 0 },
  });
}

async function tellWhoLeads({ facilitator }: Actors, edition: string, story: StartStory): Promise<void> {
  const params = { edition };
  const { sponsor, group } = story;
  if (sponsor !== null || group !== null) {
    await facilitator.call(preparationRoutes.nameSteering, { params, body: { sponsor, group, seen: null } });
  }
  const { room } = await facilitator.call(preparationRoutes.getPreparation, { params });
  for (const name of story.frontLine) {
    await facilitator.call(preparationRoutes.chooseBackground, {
      params: { ...params, person: personOf(room, name) },
      body: { background: 'front-line' },
    });
  }
}

function personOf({ people }: Preparation['room'], name: string): string {
  const person = people.find((one) => one.name === name);
  if (person === undefined) throw new Error(`${name} does not take part`);
  return person.id;
}

function questionOf(key: string): QuestionKey {
  const found = questionKeys.find((known) => known === key);
  if (found === undefined) throw new Error(`there is no question ${key}`);
  return found;
}

/** Examples that partners know from elsewhere, for the whole network. */
export async function shareExamples({ deciders }: Actors): Promise<void> {
  for (const { by, ...example } of examples) {
    await deciders[by].call(inspirationRoutes.addExample, { body: { ...example, link: null } });
  }
}

/** To the one organisation that has not decided yet. */
export async function mailInvitation({ facilitator }: Actors, edition: string): Promise<void> {
  await facilitator.call(preparationRoutes.mailInvitation, {
    params: { edition },
    body: { organisation: 'housing-association', intention: debtsIntention, people: [] },
  });
}
