import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnswerRow } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Actors } from './actors.ts';
import { analyses, placesFinding, placesNamed, type StoryAnalysis } from './analyses.ts';
import type { Client } from './client.ts';
import { edition } from './texts.ts';

const params = { edition: edition.slug };

/** Step four: the analyst asks the data, words what it says, and answers the questions. */
export async function analyse(
  { analyst, facilitator }: Actors,
  asked: ReadonlyMap<string, Question>,
  onProgress: (share: number) => void,
): Promise<void> {
  for (const [index, story] of analyses.entries()) {
    const question = asked.get(story.question);
    if (question === undefined) throw new Error(`there is no question ${story.question}`);
    const body = { ...story, question: question.id };
    const made = await analyst.call(analysesRoutes.createAnalysis, { params, body });
    if (story.question === 'places') await wordPlaces(analyst, made.id, made.evidence ?? '', body);
    await facilitator.call(analysesRoutes.sortQuestion, {
      params: { ...params, question: question.id },
      body: { status: 'answered', note: null },
    });
    onProgress((index + 1) / analyses.length);
  }
}

/** Which neighbourhoods stand out is read from the protected answer, as an analyst would. */
async function wordPlaces(
  analyst: Client,
  analysis: string,
  evidence: string,
  body: StoryAnalysis,
): Promise<void> {
  const { answers } = await analyst.call(analysesRoutes.getEvidence, { params: { evidence } });
  const rows = answers.find(({ key }) => key === 'reports-by-area')?.rows ?? [];
  const worst = rows
    .filter((row) => typeof row['neighbourhood'] === 'string')
    .toSorted((left, right) => shown(right) - shown(left))
    .slice(0, placesNamed)
    .map((row) => String(row['neighbourhood']));
  await analyst.call(analysesRoutes.changeAnalysis, {
    params: { ...params, analysis },
    body: {
      question: body.question,
      views: body.views.map(({ key, shape, query }) => ({ key, shape, query })),
      finding: placesFinding(worst),
    },
  });
}

function shown(row: AnswerRow): number {
  const cell = row['count.records'];
  return cell !== null && typeof cell === 'object' && 'value' in cell ? cell.value : 0;
}
