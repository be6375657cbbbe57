import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import {
  type Insight,
  type InsightWall,
  insightsRoutes,
} from '@datalab/server/modules/solutions/insights.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import type { Words } from '../organisations.ts';
import type { Actors } from './actors.ts';
import { directions, notes, seenOnTheSpot, verdict } from './insight-texts.ts';
import { edition } from './texts.ts';

const params = { edition: edition.slug };
const agreedDays = 28;

/** What the partners make of the findings: notes, votes, what all stand behind, and where it may lead. */
export async function addInsights(actors: Actors, asked: ReadonlyMap<string, Question>): Promise<void> {
  await putUpNotes(actors, asked);
  await agreeOnInsights(actors);
  const { insights } = await actors.facilitator.call(insightsRoutes.listInsights, { params });
  for (const { by, title, text, from } of directions) {
    const cited = from.map((key) => insightOf(insights, textOf(key)).id);
    await actors.deciders[by].call(solutionsRoutes.proposeSolution, {
      params,
      body: { title, text, insights: cited },
    });
  }
  const { solutions } = await actors.facilitator.call(solutionsRoutes.listSolutions, { params });
  const [first] = solutions;
  if (first === undefined) throw new Error('no direction was proposed');
  await actors.facilitator.call(solutionsRoutes.judgeSolution, {
    params: { ...params, solution: first.id },
    body: { feasible: true, ...verdict },
  });
}

async function putUpNotes(actors: Actors, asked: ReadonlyMap<string, Question>): Promise<void> {
  const { goals } = await actors.facilitator.call(editionsRoutes.getEdition, { params });
  const { analyses } = await actors.facilitator.call(analysesRoutes.listAnalyses, { params });
  const { findings } = await actors.facilitator.call(pictureRoutes.getPicture, { params });
  for (const { by, goal, text, question, theme, voters } of notes) {
    const hangsUnder = goals.find(({ organisation }) => organisation === goal);
    const analysis = analyses.find((one) => one.question === asked.get(question)?.id);
    if (hangsUnder === undefined || analysis === undefined) throw new Error(`nothing to rest ${question} on`);
    const read = findings.filter(({ questions }) => questions.includes(analysis.question));
    const evidence = [
      { kind: 'analysis' as const, id: analysis.id },
      ...read.map(({ id }) => ({ kind: 'finding' as const, id })),
    ];
    const body = { goal: hangsUnder.id, text, evidence };
    const wall = await actors.deciders[by].call(insightsRoutes.noteInsight, { params, body });
    const place = { params: { ...params, insight: insightOf(wall.insights, text).id } };
    if (theme !== null) {
      await actors.deciders[by].call(insightsRoutes.groupInsight, { ...place, body: { theme } });
    }
    for (const voter of voters) await actors.deciders[voter].call(insightsRoutes.voteForInsight, place);
  }
}

async function agreeOnInsights({ facilitator, deciders }: Actors): Promise<void> {
  const due = new Date(Date.now() + agreedDays * 86_400_000).toISOString().slice(0, 10);
  for (const { text, into, owner } of notes) {
    const wall: InsightWall = await facilitator.call(insightsRoutes.listInsights, { params });
    const place = { params: { ...params, insight: insightOf(wall.insights, text).id } };
    if (into !== undefined) {
      const body = { into: insightOf(wall.insights, textOf(into)).id };
      await facilitator.call(insightsRoutes.mergeInsight, { ...place, body });
    }
    if (owner !== undefined) {
      const member = wall.members.find(({ name }) => name === owner);
      if (member === undefined) throw new Error(`${owner} does not take part`);
      const body = { owner: member.id, due };
      await facilitator.call(insightsRoutes.agreeInsight, { ...place, body });
    }
  }
  const { insights } = await facilitator.call(insightsRoutes.listInsights, { params });
  await deciders[seenOnTheSpot.by].call(insightsRoutes.checkInsight, {
    params: { ...params, insight: insightOf(insights, textOf(seenOnTheSpot.of)).id },
    body: { outcome: seenOnTheSpot.outcome, text: seenOnTheSpot.text },
  });
}

function textOf(key: string): Words {
  const note = notes.find((one) => one.key === key);
  if (note === undefined) throw new Error(`there is no note ${key}`);
  return note.text;
}

function insightOf(insights: readonly Insight[], text: Words): Insight {
  const insight = insights.find((one) => one.text.en === text.en);
  if (insight === undefined) throw new Error(`not on the wall: ${text.en}`);
  return insight;
}
