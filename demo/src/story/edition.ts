import { readFile } from 'node:fs/promises';
import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { contractWords } from '../contract-words.ts';
import { categoryNames, columnNames, datasetNames, partnerColumnNames } from '../labels.ts';
import { type DemoOrganisation, organisations } from '../organisations.ts';
import type { Dataset } from '../sources/source.ts';
import type { Town } from '../town.ts';
import type { Actors } from './actors.ts';
import { fillCanvas, fillYoungerCanvas } from './canvas.ts';
import type { Client } from './client.ts';
import { reviewGoals } from './goals.ts';
import { bringDocuments } from './picture.ts';
import { mailInvitation, prepareStart, shareExamples } from './preparation.ts';
import { careStart, debtsStart } from './preparation-texts.ts';
import { edition, goals, questions, reasons, youngerEdition } from './texts.ts';

type Slug = DemoOrganisation['slug'];

export async function fillCatalogue({ engineer, stewards }: Actors, town: Town): Promise<void> {
  const geojson = JSON.parse(await readFile(town.areasFile, 'utf8')) as Record<string, unknown>;
  await engineer.call(catalogueRoutes.registerAreas, { params: { year: town.areaYear }, body: { geojson } });
  for (const file of town.files) {
    const contract = await readFile(file.contract, 'utf8');
    await stewards[file.organisation].call(catalogueRoutes.registerDataSet, {
      body: { contract, words: wordsOf(file.dataset) },
    });
  }
}

/** The contracts are in Dutch; the pages speak both languages. Categories have the same name in every column. */
function wordsOf(dataset: Dataset) {
  return {
    name: datasetNames[dataset],
    ...contractWords[dataset],
    columns: { ...columnNames, ...partnerColumnNames },
    values: Object.fromEntries(Object.keys(columnNames).map((column) => [column, categoryNames])),
  };
}

/** Step one: goals first, then the organisations join and ask their questions. */
export async function prioritise(actors: Actors): Promise<Map<string, Question>> {
  const { facilitator, deciders, analyst } = actors;
  const params = { edition: edition.slug };
  await shareExamples(actors);
  await facilitator.call(editionsRoutes.createEdition, { body: edition });
  const invited = organisations.filter(({ slug }) => slug !== 'municipality');
  for (const { slug } of invited) {
    await facilitator.call(editionsRoutes.inviteOrganisation, { params, body: { organisation: slug } });
  }
  for (const goal of goals) {
    const author = goal.organisation === null ? facilitator : deciders[goal.organisation as Slug];
    await author.call(editionsRoutes.addGoal, { params, body: goal });
  }
  for (const { slug } of invited) {
    await deciders[slug].call(editionsRoutes.decideParticipation, {
      params: { ...params, organisation: slug },
      body: { decision: 'in', reason: reasons[slug] ?? '' },
    });
  }
  const { goals: made } = await facilitator.call(editionsRoutes.getEdition, { params });
  const asked = new Map<string, Question>();
  for (const question of questions) {
    const goal = made.find(({ organisation }) => organisation === question.goal);
    if (goal === undefined) throw new Error(`question ${question.key} hangs under a goal that is not set`);
    const asker = question.goal === null ? analyst : deciders[question.goal as Slug];
    const { text, rung, despiteAdvice } = question;
    const body = { goal: goal.id, text, rung, reason: despiteAdvice ?? null };
    asked.set(question.key, await asker.call(analysesRoutes.askQuestion, { params, body }));
  }
  await reviewGoals(actors, edition.slug);
  await fillCanvas(actors);
  await prepareStart(actors, edition.slug, careStart);
  await finishStep(facilitator, 'prioritise');
  return asked;
}

/** Step two: what is known already is not researched again. */
export async function takePicture(
  { facilitator, stewards }: Actors,
  asked: ReadonlyMap<string, Question>,
  directory: string,
): Promise<void> {
  const answers = await bringDocuments(stewards, asked, directory);
  for (const { key, dropped } of questions) {
    const question = asked.get(key);
    if (question === undefined) continue;
    const known = answers.get(key);
    await facilitator.call(analysesRoutes.sortQuestion, {
      params: { edition: edition.slug, question: question.id },
      body:
        known !== undefined
          ? { status: 'known', note: known }
          : dropped !== undefined
            ? { status: 'dropped', note: dropped }
            : { status: 'to-analyse', note: null },
    });
  }
  await finishStep(facilitator, 'picture');
}

export async function finishStep(
  facilitator: Client,
  step: 'prioritise' | 'picture' | 'share' | 'analyse',
): Promise<void> {
  await facilitator.call(editionsRoutes.finishStep, { params: { edition: edition.slug, step } });
}

/** An edition that has just begun: it shows a closed gate and the people who can open it. */
export async function startYoungerEdition(actors: Actors): Promise<void> {
  const { facilitator, deciders } = actors;
  const params = { edition: youngerEdition.slug };
  await facilitator.call(editionsRoutes.createEdition, { body: youngerEdition });
  for (const organisation of ['benefits-agency', 'housing-association'] as const) {
    await facilitator.call(editionsRoutes.inviteOrganisation, { params, body: { organisation } });
  }
  await facilitator.call(editionsRoutes.addGoal, {
    params,
    body: {
      organisation: null,
      text: { nl: 'Minder mensen met grote schulden', en: 'Fewer people with large debts' },
      successCriterion: null,
    },
  });
  await deciders['benefits-agency'].call(editionsRoutes.decideParticipation, {
    params: { ...params, organisation: 'benefits-agency' },
    body: { decision: 'in', reason: 'Wij zien schulden vaak als eerste.' },
  });
  await fillYoungerCanvas(actors);
  await prepareStart(actors, youngerEdition.slug, debtsStart);
  await mailInvitation(actors, youngerEdition.slug);
}
