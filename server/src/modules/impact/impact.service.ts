import type { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { changeText } from '../../platform/http/local-text.contract.ts';
import type { Measurable } from '../analyses/analyses.api.ts';
import type { Change } from './changes.contract.ts';
import type { Indicator, indicatorInput, SentImpactBoard, VerdictKind } from './impact.contract.ts';
import type { EditionView, ImpactDeps } from './impact.deps.ts';
import { mayFollow, mayJudge, mayMeasure, maySee, mayWord, requirePermission } from './impact.policy.ts';
import {
  type IndicatorRow,
  insertIndicator,
  insertVerdict,
  listIndicatorRows,
  lockIndicator,
} from './impact.queries.ts';
import type { SavedQueries } from './impact.tables.ts';
import { judgeMeasurement, rowsToBoard } from './impact.view.ts';
import { measureAgain, measureNow, saveMeasurement } from './measurement.service.ts';
import { followByMonth } from './saved-query.ts';
import { bindVerdict, type VerdictInput } from './verdict-numbers.ts';

export type IndicatorInput = z.output<typeof indicatorInput>;

export interface IndicatorPlace {
  readonly edition: string;
  readonly indicator: string;
}

export async function listIndicators(deps: ImpactDeps, actor: Actor, slug: string): Promise<SentImpactBoard> {
  const edition = await deps.findEdition(slug, actor);
  requirePermission(maySee(actor, edition));
  return showBoard(deps, actor, edition);
}

/** The sentences of the board, for who only wants to know what came of an edition. */
export async function listChanges(deps: ImpactDeps, actor: Actor, slug: string): Promise<Change[]> {
  const { indicators } = await listIndicators(deps, actor, slug);
  return indicators.map(({ id, judgement: { headline, level } }) => ({ id, headline, level }));
}

export async function listChoices(
  deps: ImpactDeps,
  actor: Actor,
  slug: string,
  page: { readonly before?: string | undefined; readonly limit: number },
) {
  const edition = await deps.findEdition(slug, actor);
  requirePermission(maySee(actor, edition));
  const { measurable, earlier } = await deps.indicatorMeasurement.listMeasurable(edition, page);
  const solutions = await deps.listSolutions(edition.id);
  const divisions = new Map(measurable.flatMap(({ areas }) => (areas ? [[areas.year, areas.names]] : [])));
  return {
    measurable: measurable.map(({ query: _, areas, ...one }) => ({ ...one, areaYear: areas?.year ?? null })),
    earlier,
    areas: [...divisions].map(([year, names]) => ({ year, areas: namesToAreas(names) })),
    about: [
      ...solutions.map(({ id, title }) => ({ kind: 'solution' as const, id, title })),
      ...edition.goals.map(({ id, text }) => ({ kind: 'goal' as const, id, title: text })),
    ],
    owners: [...(await deps.listMembers(edition.organisationsIn))],
  };
}

/** Requirement 83: an indicator is a saved query with a start, and is measured at once: that is the baseline. */
export async function addIndicator(
  deps: ImpactDeps,
  actor: Actor,
  slug: string,
  input: IndicatorInput,
  signal: AbortSignal,
): Promise<SentImpactBoard> {
  const edition = await deps.findEdition(slug, actor);
  requirePermission(mayMeasure(actor, edition));
  const row = await inputToRow(deps, actor, edition, input);
  await measureNow(deps, edition, row, signal, async (tx, content) => {
    requirePermission(mayMeasure(actor, { ...edition, currentStep: await deps.lockStep(tx, edition.id) }));
    await insertIndicator(tx, row);
    await deps.record(tx, {
      actor,
      action: 'impact.indicator-added',
      subject: `indicator/${row.id}`,
      edition: slug,
      details: { start: row.start, areas: row.areas.length, comparison: row.comparison.length },
    });
    return saveMeasurement(deps, tx, actor, { indicator: row.id, number: 1, content });
  });
  return showBoard(deps, actor, edition);
}

export async function measureIndicator(
  deps: ImpactDeps,
  actor: Actor,
  place: IndicatorPlace,
  signal: AbortSignal,
): Promise<SentImpactBoard> {
  const edition = await deps.findEdition(place.edition, actor);
  requirePermission(mayMeasure(actor, edition));
  const all = await listIndicatorRows(deps.db, edition.slug);
  const found = all.find(({ indicator }) => indicator.id === place.indicator);
  if (found === undefined) throw new Failure('impact.indicator-unknown', 404);
  requirePermission(mayFollow(found.indicator));
  await measureAgain(deps, actor, found.indicator, signal);
  return showBoard(deps, actor, edition);
}

/** Requirement 83: the verdict is of people, with a reason and a name; the earlier ones stay. */
export async function judgeIndicator(
  deps: ImpactDeps,
  actor: Actor,
  place: IndicatorPlace,
  { verdict, ...written }: VerdictInput & { readonly verdict: VerdictKind },
): Promise<SentImpactBoard> {
  const edition = await deps.findEdition(place.edition, actor);
  await deps.db.transaction().execute(async (tx) => {
    requirePermission(mayJudge(actor, { ...edition, currentStep: await deps.lockStep(tx, edition.id) }));
    const { indicator, newest } = await lockIndicator(tx, edition.slug, place.indicator);
    const judgement = judgeMeasurement(indicator, newest.content);
    const { level } = judgement;
    requirePermission(mayWord(written.because, level));
    const { because, numbers } = bindVerdict(written, judgement, deps.writeFigure);
    await insertVerdict(tx, {
      id: deps.newId(),
      indicator: indicator.id,
      measurement: newest.id,
      verdict,
      because,
      numbers: JSON.stringify(numbers),
      level,
      by: actor.name,
      organisation: actor.organisation,
      at: deps.now(),
    });
    await deps.record(tx, {
      actor,
      action: 'impact.judged',
      subject: `indicator/${indicator.id}`,
      edition: edition.slug,
      details: { verdict, level, measurement: newest.number },
    });
  });
  return showBoard(deps, actor, edition);
}

export async function showBoard(
  deps: ImpactDeps,
  actor: Actor,
  edition: EditionView,
): Promise<SentImpactBoard> {
  const rows = await listIndicatorRows(deps.db, edition.slug);
  const solutions = await deps.listSolutions(edition.id);
  const [versions, withdrawn] = [
    await deps.listVersions(edition.slug),
    await deps.listWithdrawn(edition.slug),
  ];
  return rowsToBoard(rows, { edition, solutions, versions, withdrawn }, actor);
}

async function inputToRow(
  deps: ImpactDeps,
  actor: Actor,
  edition: EditionView,
  input: IndicatorInput,
): Promise<IndicatorRow> {
  const solutions = await deps.listSolutions(edition.id);
  const known = input.about.kind === 'goal' ? edition.goals : solutions;
  if (!known.some(({ id }) => id === input.about.id)) throw new Failure('impact.about-unknown', 404);
  const owner = (await deps.listMembers(edition.organisationsIn)).find(({ id }) => id === input.owner);
  if (owner === undefined) throw new Failure('impact.owner-unknown', 404);
  const measurable = await deps.indicatorMeasurement.findMeasurable(edition, input);
  if (measurable === undefined) throw new Failure('impact.measurable-unknown', 404);
  const at = deps.now();
  return {
    id: deps.newId(),
    edition: edition.slug,
    edition_id: edition.id,
    about_kind: input.about.kind,
    about: input.about.id,
    name: changeText(null, input.name, at),
    analysis: measurable.analysis,
    measure: measurable.measure,
    label: measurable.label,
    queries: toSavedQueries(measurable, input),
    areas: codesToAreas(input.areas, measurable),
    comparison: codesToAreas(input.comparison, measurable),
    direction: input.direction,
    target: input.target,
    start: input.start,
    owner: owner.id,
    owner_name: owner.name,
    owner_organisation: owner.organisation,
    by: actor.name,
    organisation: actor.organisation,
    at,
    stopped: null,
  };
}

function toSavedQueries(
  { query, position }: Measurable,
  { areas, comparison }: Pick<IndicatorInput, 'areas' | 'comparison'>,
): SavedQueries {
  if (comparison.length > 0 && areas.length === 0) throw new Failure('impact.areas-needed', 422);
  if (comparison.some((code) => areas.includes(code))) throw new Failure('impact.areas-overlap', 422);
  return {
    measured: followByMonth(query, position, areas),
    comparison: comparison.length === 0 ? null : followByMonth(query, position, comparison),
  };
}

/** A code that does not exist would be measured as zero, so it is refused. */
function codesToAreas(codes: readonly string[], { areas }: Measurable): Indicator['areas'] {
  return [...new Set(codes)].toSorted().map((code) => {
    const name = areas?.names[code]?.nl;
    if (name === undefined) throw new Failure('impact.area-unknown', 422, { area: code });
    return { code, name };
  });
}

function namesToAreas(names: NonNullable<Measurable['areas']>['names']): Indicator['areas'] {
  return Object.entries(names)
    .map(([code, { nl }]) => ({ code, name: nl }))
    .toSorted((left, right) => left.name.localeCompare(right.name, 'nl'));
}
