import type { AnyTx, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import { hashContent, type MeasureWork } from '../analyses/analyses.api.ts';
import type { ImpactDeps } from './impact.deps.ts';
import {
  hasIndicators,
  type IndicatorRow,
  insertMeasurement,
  listIndicatorRows,
  lockIndicator,
  type MeasurementRow,
} from './impact.queries.ts';
import { type ImpactTables, type MeasurementContent, ownTables } from './impact.tables.ts';
import { isOutdated } from './impact.view.ts';
import { queriesToViews } from './saved-query.ts';

export const measureJob = 'measure-impact';

export interface MeasureJobData {
  readonly edition: string;
}

/** Measures what is based on newly landed data. A failure of one indicator does not stop the others. */
export function createMeasureJob(deps: ImpactDeps): JobKind<MeasureJobData> {
  return {
    name: measureJob,
    retries: 2,
    run: async ({ edition }, { signal }) => {
      const errors: unknown[] = [];
      const versions = await deps.listVersions(edition);
      for (const { indicator, measurements } of await listIndicatorRows(deps.db, edition)) {
        const [newest] = measurements;
        if (newest === undefined || indicator.stopped !== null || !isOutdated(newest.content, versions))
          continue;
        try {
          await measureAgain(deps, null, indicator, signal);
        } catch (error) {
          // Asked under earlier rules: it stays as it was measured, and who measures it by hand is told why.
          if (error instanceof Failure && error.code === 'analyses.not-askable') continue;
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** Asks for a measurement in the transaction in which a version lands; nothing to do without indicators. */
export async function startMeasuring(
  { jobs, newId }: Pick<ImpactDeps, 'jobs' | 'newId'>,
  tx: AnyTx,
  edition: string,
): Promise<void> {
  if (!(await hasIndicators(ownTables(tx), edition))) return;
  const data: MeasureJobData = { edition };
  await jobs.start(measureJob, data, { id: newId(), tx });
}

/** Measures an indicator on the newest data; the caller saves the result in its own transaction. */
export async function measureNow(
  { indicatorMeasurement }: Pick<ImpactDeps, 'indicatorMeasurement'>,
  edition: MeasureWork['edition'],
  { queries, name }: Pick<IndicatorRow, 'queries' | 'name'>,
  signal: AbortSignal,
  save: (tx: Tx<ImpactTables>, content: MeasurementContent) => Promise<MeasurementRow>,
): Promise<void> {
  const work = { edition, views: queriesToViews(queries, name), signal };
  await indicatorMeasurement.measure(work, async (tx, { answers, sources, organisations, protection }) => {
    const content = { answers, sources, organisations, protection };
    return (await save(ownTables(tx), content)).id;
  });
}

/** A measurement on newer data, with its line in the log; refused when the data are those of the newest. */
export async function measureAgain(
  deps: ImpactDeps,
  actor: Actor | null,
  indicator: IndicatorRow,
  signal: AbortSignal,
): Promise<void> {
  const edition = { id: indicator.edition_id, slug: indicator.edition };
  await measureNow(deps, edition, indicator, signal, async (tx, content) => {
    const { newest, indicator: locked } = await lockIndicator(tx, indicator.edition, indicator.id);
    if (locked.stopped !== null) {
      if (actor === null) return newest;
      throw new Failure('impact.stopped', 409);
    }
    const versions = new Map(content.sources.map(({ dataSet, version }) => [dataSet, version]));
    if (!isOutdated(newest.content, versions)) {
      if (actor === null) return newest;
      throw new Failure('impact.nothing-newer', 409);
    }
    const row = await saveMeasurement(deps, tx, actor, {
      indicator: indicator.id,
      number: newest.number + 1,
      content,
    });
    await deps.record(tx, {
      actor,
      action: 'impact.measured',
      subject: `indicator/${indicator.id}`,
      edition: indicator.edition,
      details: { measurement: row.number, versions: [...versions].map((pair) => pair.join(' ')).join(', ') },
    });
    if (actor === null) await deps.notifyOwner(tx, locked);
    return row;
  });
}

export async function saveMeasurement(
  { newId, now }: Pick<ImpactDeps, 'newId' | 'now'>,
  tx: Tx<ImpactTables>,
  actor: Actor | null,
  measured: Pick<MeasurementRow, 'indicator' | 'number' | 'content'>,
): Promise<MeasurementRow> {
  const facts = { ...measured, id: newId(), by: actor?.name ?? null, at: now() };
  const row = { ...facts, hash: hashContent({ ...facts, at: facts.at.toISOString() }) };
  await insertMeasurement(tx, row);
  return row;
}
