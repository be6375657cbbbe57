import { type ImpactBoard, impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import type { LitterTruth } from '../sources/litter-reports.ts';
import type { Actors } from './actors.ts';
import type { Client } from './client.ts';
import { earlyVerdict, type IndicatorText, lateVerdict, litterIndicators } from './impact-texts.ts';
import { olderEdition } from './older-edition-texts.ts';

const params = { edition: olderEdition.slug };

/** What will be measured, with the baseline; a first verdict says that it is too early. */
export async function setIndicators(actors: Actors, truth: LitterTruth): Promise<void> {
  for (const text of litterIndicators(truth)) await addIndicator(actors.deciders[text.by], text);
  const [bins] = (await readBoard(actors.facilitator)).indicators;
  await actors.deciders['housing-association'].call(impactRoutes.judgeIndicator, {
    params: { ...params, indicator: bins?.id ?? '' },
    body: earlyVerdict,
  });
}

/** Waits until the later data were measured automatically; then people judge the result. */
export async function judgeLater(actors: Actors, signal: AbortSignal): Promise<void> {
  let board = await readBoard(actors.facilitator);
  while (board.indicators.some(({ measurements }) => measurements.length < 2)) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 200));
    board = await readBoard(actors.facilitator);
  }
  const [bins] = board.indicators;
  await actors.deciders.municipality.call(impactRoutes.judgeIndicator, {
    params: { ...params, indicator: bins?.id ?? '' },
    body: lateVerdict,
  });
}

function readBoard(facilitator: Client): Promise<ImpactBoard> {
  return facilitator.call(impactRoutes.listIndicators, { params });
}

async function addIndicator(client: Client, text: IndicatorText): Promise<void> {
  const { measurable, about, owners } = await client.call(impactRoutes.listMeasurable, { params });
  const [followed] = measurable.filter(({ view }) => view === 'by-month');
  const belongsTo = about.find(({ title }) => title.en === text.about.en);
  const owner = owners.find(({ organisation }) => organisation === text.by);
  if (followed === undefined || belongsTo === undefined || owner === undefined) {
    throw new Error(`nothing to measure ${text.name.en} with`);
  }
  await client.call(impactRoutes.addIndicator, {
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
