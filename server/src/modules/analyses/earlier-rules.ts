import { answerQuestion, askableOf, isOpenAboutAreas, planQuestion, QuestionError } from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Analysis } from './analyses.contract.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import type { View } from './answer.contract.ts';
import { createSetting } from './answer-in-edition.ts';
import { type AnswerSetting, areasOf, gather, type ReadView, tryReadViews } from './answer-views.ts';
import { dataSetsOf } from './data-sets-of.ts';
import { questionProblems } from './not-askable.ts';
import { explainUnchecked } from './unchecked.ts';

type UnderEarlierRules = Analysis['underEarlierRules'];

/** Of views that were asked under earlier rules, those that are not answered as they stand. No figure is made. */
export async function findUnderEarlierRules(
  deps: AnalysesDeps,
  edition: string,
  views: readonly View[],
  signal: AbortSignal,
): Promise<UnderEarlierRules> {
  const { read } = tryReadViews(views);
  const unread = views.filter(({ key }) => !read.some(({ view }) => view.key === key));
  const landed = await deps.findLandedSources(edition);
  const setting = await createSetting(deps, edition, landed, { signal });
  const isHere = ({ query }: ReadView) =>
    dataSetsOf(query).every((name) => landed.some(({ dataSet }) => dataSet === name));
  const found: UnderEarlierRules = unread.map(({ key }) => ({
    view: key,
    reason: unknownText,
    nearest: null,
  }));
  for (const one of read.filter(isHere)) {
    const refused = await findRefusal(one, setting);
    if (refused) found.push({ view: one.view.key, ...refused });
  }
  return found;
}

/** Why a view is not answered as it stands; a check that cannot be used is a reason like any other. */
async function findRefusal(
  read: ReadView,
  setting: AnswerSetting,
): Promise<Omit<UnderEarlierRules[number], 'view'> | undefined> {
  const { query } = read;
  const { sources, groupings } = setting;
  const warehouse = await gather([read], setting).catch(explainUnchecked);
  if ('nl' in warehouse) return { reason: warehouse, nearest: null };
  const source = warehouse.sources.get(query.from);
  try {
    if (source && isOpenAboutAreas(source.contract)) answerQuestion(query, warehouse);
    else planQuestion(query, askableOf(warehouse));
    return undefined;
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    const names = { query, sources, areas: await areasOf(query.from, setting), groupings };
    const [problem] = questionProblems(error, { index: 0, names });
    const [nearest] = error.problems.flatMap((one) => one.nearest ?? []);
    return { reason: problem?.reason ?? unknownText, nearest: nearest ?? null };
  }
}

/** Something that it names is not there any more. */
const unknownText: LocalText = {
  nl: 'Deze vraag noemt iets dat niet meer in de gegevens staat.',
  en: 'This question names something that is no longer in the data.',
};
