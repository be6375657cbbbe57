import { answerQuestion, QuestionError } from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Analysis } from './analyses.contract.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import type { View } from './answer.contract.ts';
import { createSetting } from './answer-in-edition.ts';
import { areasOf, dataSetsOf, gather, type ReadView, tryReadViews } from './answer-views.ts';
import { questionProblems } from './not-askable.ts';

type UnderEarlierRules = Analysis['underEarlierRules'];

/** Of views that were asked under earlier rules, those that are not answered as they stand. */
export async function findUnderEarlierRules(
  deps: AnalysesDeps,
  edition: string,
  views: readonly View[],
  signal: AbortSignal,
): Promise<UnderEarlierRules> {
  const { read } = tryReadViews(views);
  const unread = views.filter(({ key }) => !read.some(({ view }) => view.key === key));
  const landed = await deps.findLandedSources(edition);
  const setting = await createSetting(deps, edition, landed, signal);
  const isHere = ({ query }: ReadView) =>
    dataSetsOf(query).every((name) => landed.some(({ dataSet }) => dataSet === name));
  const here = read.filter(isHere);
  const warehouse = await gather(here, setting);
  const found: UnderEarlierRules = unread.map(({ key }) => notUnderstood(key));
  for (const { view, query } of here) {
    try {
      answerQuestion(query, warehouse);
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error;
      const areas = await areasOf(query.from, setting);
      const names = { query, sources: landed, areas, groupings: setting.groupings };
      const [problem] = questionProblems(error, { index: 0, names });
      const [nearest] = error.problems.flatMap((one) => one.nearest ?? []);
      found.push({ view: view.key, reason: problem?.reason ?? unknownText, nearest: nearest ?? null });
    }
  }
  return found;
}

/** Something that it names is not there any more. */
const unknownText: LocalText = {
  nl: 'Deze vraag noemt iets dat niet meer in de gegevens staat.',
  en: 'This question names something that is no longer in the data.',
};

function notUnderstood(view: string): UnderEarlierRules[number] {
  return { view, reason: unknownText, nearest: null };
}
