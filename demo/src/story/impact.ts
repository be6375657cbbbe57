import { type ImpactBoard, impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import type { LitterTruth } from '../sources/litter-reports.ts';
import type { Cast } from './cast.ts';
import type { Hub } from './hub.ts';
import { earlyVerdict, type IndicatorText, lateVerdict, litterIndicators } from './impact-texts.ts';
import { olderEdition } from './older-edition-texts.ts';

const params = { edition: olderEdition.slug };

/** What will be measured, with the baseline; a first verdict says that it is too early. */
export async function setIndicators(cast: Cast, truth: LitterTruth): Promise<void> {
  for (const text of litterIndicators(truth)) await addIndicator(cast.deciders[text.by], text);
  const [bins] = (await readBoard(cast.facilitator)).indicators;
  await cast.deciders['housing-association'].call(impactRoutes.judgeIndicator, {
    params: { ...params, indicator: bins?.id ?? '' },
    body: earlyVerdict,
  });
}

/** Waits until the later data were measured without anybody asking; then people say what they think of it. */
export async function judgeLater(cast: Cast, signal: AbortSignal): Promise<void> {
  let board = await readBoard(cast.facilitator);
  while (board.indicators.some(({ measurements }) => measurements.length < 2)) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 200));
    board = await readBoard(cast.facilitator);
  }
  const [bins] = board.indicators;
  await cast.deciders.municipality.call(impactRoutes.judgeIndicator, {
    params: { ...params, indicator: bins?.id ?? '' },
    body: lateVerdict,
  });
}

function readBoard(facilitator: Hub): Promise<ImpactBoard> {
  return facilitator.call(impactRoutes.listIndicators, { params });
}

async function addIndicator(hub: Hub, text: IndicatorText): Promise<void> {
  const { measurable, about, owners } = await hub.call(impactRoutes.listMeasurable, { params });
  const [followed] = measurable.filter(({ view }) => view === 'by-month');
  const belongsTo = about.find(({ title }) => title.en === text.about.en);
  const owner = owners.find(({ organisation }) => organisation === text.by);
  if (followed === undefined || belongsTo === undefined || owner === undefined) {
    throw new Error(`nothing to measure ${text.name.en} with`);
  }
  await hub.call(impactRoutes.addIndicator, {
    params,
    body: {
      name: text.name,
      about: { kind: belongsTo.kind, id: belongsTo.id },
      analysis: followed.analysis,
      view: followed.view,
      measure: followed.measure,
      areas: [...text.areas],
      comparison: [...text.comparison],
      direction: 'down',
      target: text.target,
      start: text.start,
      owner: owner.id,
    },
  });
}
