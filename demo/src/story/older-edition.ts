import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { insightsRoutes } from '@datalab/server/modules/solutions/insights.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { months } from '../months.ts';
import { writeWhole } from '../partner-file.ts';
import { createRandom } from '../random.ts';
import { type LitterTruth, litterToFile, plantLitter, reportLitter } from '../sources/litter-reports.ts';
import { contractsDir, type Town } from '../town.ts';
import type { Actors } from './actors.ts';
import { agreeOnLitter } from './agreement.ts';
import { followDelivery } from './deliveries.ts';
import { reviewGoals } from './goals.ts';
import { judgeLater, setIndicators } from './impact.ts';
import { litterWords } from './litter-words.ts';
import {
  binsDone,
  litterAnalysis,
  litterNotes,
  olderEdition,
  olderFeasibility,
  olderGoals,
  olderQuestions,
  olderReasons,
  olderSolutions,
  olderStart,
} from './older-edition-texts.ts';
import { prepareStart } from './preparation.ts';
import { litterStart } from './preparation-texts.ts';

const params = { edition: olderEdition.slug };
const dataSet = 'litter-reports';
const agreedDays = 28;

export interface OlderEditionStory {
  readonly town: Town;
  /** Where the municipality keeps its two files; made anew. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/** It began before the others did. */
export async function beginOlderEdition({ facilitator }: Actors): Promise<void> {
  await facilitator.call(editionsRoutes.createEdition, { body: olderEdition });
}

/**
 * An edition of some time ago, played through all five steps: its solutions were carried out, and what changed since
 * is measured again when later data land.
 */
export async function playOlderEdition(actors: Actors, story: OlderEditionStory): Promise<LitterTruth> {
  const truth = plantLitter(story.town.map);
  const files = await writeFiles(story, truth);
  await registerLitter(actors);
  await prioritiseLitter(actors);
  await deliverLitter(actors, files.first, story.signal);
  await finish(actors, 'share');
  await analyseLitter(actors, truth);
  await solveLitter(actors);
  await setIndicators(actors, truth);
  await deliverLitter(actors, files.second, story.signal);
  await judgeLater(actors, story.signal);
  return truth;
}

async function writeFiles({ town, directory }: OlderEditionStory, truth: LitterTruth) {
  const reports = reportLitter(town.map, truth, createRandom(`${town.seed}/litter`));
  await mkdir(directory, { recursive: true });
  const first = join(directory, 'litter-reports-first.csv');
  const second = join(directory, 'litter-reports-second.csv');
  await writeWhole(first, litterToFile(reports, truth.firstUntil));
  await writeWhole(second, litterToFile(reports, months.at(-1) ?? truth.firstUntil));
  return { first, second };
}

async function registerLitter({ stewards }: Actors): Promise<void> {
  const contract = await readFile(join(contractsDir, `${dataSet}.odcs.yaml`), 'utf8');
  await stewards.municipality.call(catalogueRoutes.registerDataSet, {
    body: { contract, words: litterWords },
  });
}

/** Steps one and two, and what is agreed to be delivered in step three. */
async function prioritiseLitter(actors: Actors): Promise<void> {
  const { facilitator, deciders } = actors;
  const organisation = 'housing-association';
  await facilitator.call(editionsRoutes.inviteOrganisation, { params, body: { organisation } });
  for (const goal of olderGoals) {
    const author = goal.organisation === organisation ? deciders[organisation] : facilitator;
    await author.call(editionsRoutes.addGoal, { params, body: goal });
  }
  await deciders[organisation].call(editionsRoutes.decideParticipation, {
    params: { ...params, organisation },
    body: { decision: 'in', reason: olderReasons.in },
  });
  await reviewGoals(actors, olderEdition.slug);
  const goal = await goalOf(actors, null);
  const { places, bins } = olderQuestions;
  for (const { text, rung } of [places, bins]) {
    await facilitator.call(analysesRoutes.askQuestion, { params, body: { goal, text, rung } });
  }
  await prepareStart(actors, olderEdition.slug, litterStart);
  await finish(actors, 'prioritise');
  await sort(actors, places.text.en, 'to-analyse', null);
  await sort(actors, bins.text.en, 'known', bins.known);
  await finish(actors, 'picture');
  await agreeOnLitter(actors);
}

async function deliverLitter({ stewards }: Actors, file: string, signal: AbortSignal): Promise<void> {
  const steward = stewards.municipality;
  const delivery = await steward.upload<Delivery>(deliveriesRoutes.deliver, { ...params, dataSet }, file);
  await followDelivery(steward, delivery, signal);
}

async function analyseLitter(actors: Actors, truth: LitterTruth): Promise<void> {
  const question = await questionOf(actors, olderQuestions.places.text.en);
  const body = { ...litterAnalysis(truth), question };
  await actors.analyst.call(analysesRoutes.createAnalysis, { params, body });
  await sort(actors, olderQuestions.places.text.en, 'answered', null);
  await finish(actors, 'analyse');
}

/** Step five: one solution carried out, one under way. */
async function solveLitter(actors: Actors): Promise<void> {
  const { bins, rounds } = olderSolutions;
  const due = new Date(Date.now() + agreedDays * 86_400_000).toISOString().slice(0, 10);
  for (const { by, note, title, text, task } of [bins, rounds]) {
    const speaker = actors.deciders[by];
    const insight = await agreeOn(actors, by, litterNotes[note], due);
    const proposed = await speaker.call(solutionsRoutes.proposeSolution, {
      params,
      body: { title, text, insights: [insight] },
    });
    const solution = proposed.solutions.find((one) => one.title.en === title.en)?.id ?? '';
    const place = { params: { ...params, solution } };
    const feasible = true;
    await speaker.call(solutionsRoutes.judgeSolution, { ...place, body: { feasible, ...olderFeasibility } });
    await speaker.call(solutionsRoutes.startSolution, { ...place, body: { ...olderStart, puller: by } });
    const owner = proposed.members.find(({ organisation }) => organisation === by)?.id ?? '';
    const board = await speaker.call(solutionsRoutes.addTask, { ...place, body: { text: task, owner, due } });
    const [added] = board.solutions.find(({ id }) => id === solution)?.tasks ?? [];
    await speaker.call(solutionsRoutes.finishTask, {
      params: { ...place.params, task: added?.id ?? '' },
    });
    if (title.en === bins.title.en) {
      await speaker.call(solutionsRoutes.endSolution, {
        ...place,
        body: { ending: 'done', because: binsDone },
      });
    }
  }
}

async function agreeOn(
  actors: Actors,
  by: 'municipality' | 'housing-association',
  text: { readonly nl: string; readonly en: string },
  due: string,
): Promise<string> {
  const { analyses } = await actors.facilitator.call(analysesRoutes.listAnalyses, { params });
  const rested = analyses.slice(0, 1).map(({ id }) => id);
  const evidence = rested.map((id) => ({ kind: 'analysis' as const, id }));
  const figures = text.en.includes('{count}')
    ? rested.map((analysis) => ({ name: 'count', analysis, figure: 'count' }))
    : [];
  const goal = await goalOf(actors, by === 'municipality' ? null : by);
  const wall = await actors.deciders[by].call(insightsRoutes.noteInsight, {
    params,
    body: { goal, text, evidence, figures },
  });
  const insight = wall.insights.find((one) => one.numbers?.text.en === text.en)?.id ?? '';
  const owner = wall.members.find(({ organisation }) => organisation === by)?.id ?? '';
  await actors.facilitator.call(insightsRoutes.agreeInsight, {
    params: { ...params, insight },
    body: { owner, due },
  });
  return insight;
}

async function goalOf({ facilitator }: Actors, organisation: string | null): Promise<string> {
  const { goals } = await facilitator.call(editionsRoutes.getEdition, { params });
  return goals.find((goal) => goal.organisation === organisation)?.id ?? '';
}

async function questionOf({ facilitator }: Actors, text: string): Promise<string> {
  const { questions } = await facilitator.call(analysesRoutes.listQuestions, { params });
  return questions.find((question) => question.text.en === text)?.id ?? '';
}

async function sort(
  actors: Actors,
  text: string,
  status: 'to-analyse' | 'known' | 'answered',
  note: string | null,
): Promise<void> {
  const question = await questionOf(actors, text);
  await actors.facilitator.call(analysesRoutes.sortQuestion, {
    params: { ...params, question },
    body: { status, note },
  });
}

async function finish(
  { facilitator }: Actors,
  step: 'prioritise' | 'picture' | 'share' | 'analyse',
): Promise<void> {
  await facilitator.call(editionsRoutes.finishStep, { params: { ...params, step } });
}
