import {
  type CountRegions,
  type Difference,
  type DisclosureParameters,
  type Release,
  type SuppressedCell,
  suppressDifferences,
  suppressZeroDifferences,
} from '@datalab/query-control';
import {
  type AnalysisQuery,
  type AnsweredTable,
  type CountTables,
  type ReviewTables,
  type TableKey,
  tableKey,
  withoutSuppressed,
} from '@datalab/warehouse';
import type { AnyTx, Db } from '../../platform/db/database.ts';
import { allowed, Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { ReleasesAction } from './actions.contract.ts';
import type { Budget } from './releases.contract.ts';
import {
  addToLog,
  catchUp,
  choicesOf,
  createEditionLog,
  type EditionLog,
  newCellsOf,
  readChoice,
  removeFromLog,
  shownCells,
  usedOf,
} from './releases.log.ts';
import type { DataSetNames } from './releases.names.ts';
import { defaultBudget, mayAskMore } from './releases.policy.ts';
import { findBudget, insertRelease, listReleasesOfEvidence, lockReleases } from './releases.queries.ts';
import { ownTables, type ReleasesTables } from './releases.tables.ts';

export interface EditionView {
  readonly slug: string;
  readonly organisationsIn: readonly string[];
}

export interface ReleasesDeps {
  readonly db: Db<ReleasesTables>;
  readonly record: RecordEvent<ReleasesAction>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionView>;
  /** What people call the data set, its columns, values and areas; undefined where it is not registered. */
  readonly findNames: (dataSet: string) => Promise<DataSetNames | undefined>;
  /** The privacy officer who can give a larger budget: of the own organisation first, else of another one. */
  readonly findExtender: (slug: string, actor: Actor) => Promise<string>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Gives each view of an analysis its review. */
export type ReviewView = (view: string, query: AnalysisQuery) => ReviewTables;

/** The answers of one request while they are being made. */
export interface ReleaseSession {
  readonly review: ReviewView;
  /** Keeps what was shown, in the transaction of the result itself. */
  save(tx: AnyTx, evidence: string): Promise<void>;
}

export interface Asking {
  readonly edition: Pick<EditionView, 'slug'>;
  /** Null when the platform itself measures, which no budget limits. */
  readonly actor: Actor | null;
  readonly parameters: Pick<DisclosureParameters, 'minimumCount'>;
}

interface PendingRelease {
  readonly id: string;
  readonly view: string;
  readonly content: AnsweredTable;
  readonly withheld: string[];
  readonly differences: readonly Difference[];
  readonly newCells: number;
  readonly leaning: boolean;
  readonly choices: string[];
}

/** What one request judged and did not keep yet. */
interface Pending {
  readonly releases: PendingRelease[];
  /** How many releases the log had read when the first was judged. */
  read: number | undefined;
}

/**
 * Compares every answer of an edition with all earlier ones and with the query budget. What is being answered counts
 * from the moment it is judged, so that two people at once cannot combine what one person may not ask.
 */
export function createReleaseKeeper(deps: ReleasesDeps) {
  const logs = new Map<string, EditionLog>();
  const catchingUp = new Map<string, Promise<void>>();

  /** Questions that come while one catches up wait for it: after a start all of them need the same. */
  async function openLog(edition: string, minimumCount: number): Promise<EditionLog> {
    const log = logs.get(edition) ?? createEditionLog(minimumCount);
    logs.set(edition, log);
    const reading =
      catchingUp.get(edition) ??
      catchUp(deps.db, edition, log).finally(() => {
        catchingUp.delete(edition);
      });
    catchingUp.set(edition, reading);
    await reading;
    return log;
  }

  return {
    async within<T>(asking: Asking, work: (session: ReleaseSession) => Promise<T>): Promise<T> {
      const { edition, parameters } = asking;
      const log = await openLog(edition.slug, parameters.minimumCount);
      const pending: Pending = { releases: [], read: undefined };
      try {
        return await work({
          review: (view, query) => (tables, count) =>
            log.inTurn(() => judge(deps, log, asking, pending, { view, query, tables, count })),
          save: (tx, evidence) => save(deps, log, asking, pending, { tx, evidence }),
        });
      } catch (error) {
        // What was judged and not kept is in the log of this process only.
        const lost = new Set(pending.releases.map(({ id }) => id));
        await log.inTurn(async () => removeFromLog(log, lost));
        throw error;
      }
    },

    /** Suppresses what was suppressed when the result was made, and does not count against the budget. */
    async repeating(evidence: string): Promise<ReviewView> {
      const rows = await listReleasesOfEvidence(deps.db, evidence);
      return (view) => async () =>
        new Map(
          rows
            .filter((row) => row.view === view)
            .map(({ content, withheld }) => [tableKey(content), new Set(withheld)]),
        );
    },
  };
}

async function judge(
  deps: ReleasesDeps,
  log: EditionLog,
  { edition, actor, parameters }: Asking,
  pending: Pending,
  {
    view,
    query,
    tables,
    count,
  }: { view: string; query: AnalysisQuery; tables: readonly AnsweredTable[]; count: CountTables },
) {
  pending.read ??= log.read;
  const budget = (await findBudget(deps.db, edition.slug))?.budget ?? defaultBudget;
  const answer = new Map<TableKey, ReadonlySet<string>>();
  for (const answered of tables) {
    const table = withoutSuppressed(answered, answer);
    const id = deps.newId();
    const choices = choicesOf(query, table);
    const cells = newCellsOf(log, table);
    const used = usedOf(log, actor?.id ?? null, periodOf(budget, deps.now()));
    const asked = { cells, choices: choices.map(readChoice) };
    const verdict = actor === null ? allowed : mayAskMore(asked, used, budget);
    if (actor !== null && !verdict.allowed) {
      const extender = await deps.findExtender(edition.slug, actor);
      throw new Failure(verdict.reason, 429, { ...verdict.params, extender });
    }
    const { release, suppressed } = await suppressDisclosive(log, { ...table, id }, parameters, (boxes) =>
      count(tableKey(table), boxes),
    );
    const content: AnsweredTable = { ...table, cells: release.cells };
    const hidden = suppressed.map(({ cell }) => cell);
    const judged = {
      id,
      view,
      content,
      withheld: hidden,
      choices,
      differences: clearestOf(suppressed),
      newCells: newCellsOf(log, content),
      leaning: shownCells(content).some(({ count }) => count < 2 * parameters.minimumCount),
    };
    pending.releases.push(judged);
    addToLog(log, { ...judged, person: actor?.id ?? null, at: deps.now() });
    answer.set(tableKey(table), new Set(hidden));
  }
  return answer;
}

/** First what is disclosive next to earlier figures, then what is disclosive because nobody is between two figures. */
async function suppressDisclosive(
  log: EditionLog,
  table: Release,
  { minimumCount }: Asking['parameters'],
  count: CountRegions,
): Promise<{ readonly release: Release; readonly suppressed: readonly SuppressedCell[] }> {
  const different = suppressDifferences(log.index, table);
  const even = await suppressZeroDifferences(log.index, different.release, { minimumCount, count });
  return { release: even.release, suppressed: [...different.suppressed, ...even.suppressed] };
}

const explainedMax = 3;

/** The differences with the fewest people explain best why something was suppressed. */
function clearestOf(suppressed: readonly SuppressedCell[]): Difference[] {
  const all = suppressed.flatMap(({ resolves }) => resolves);
  return [...new Set(all)].sort((a, b) => a.left.count - b.left.count).slice(0, explainedMax);
}

async function save(
  deps: ReleasesDeps,
  log: EditionLog,
  { edition, actor }: Asking,
  pending: Readonly<Pending>,
  { tx: anyTx, evidence }: { tx: AnyTx; evidence: string },
): Promise<void> {
  const tx = ownTables(anyTx);
  await lockReleases(tx, edition.slug);
  // Another process may meanwhile have shown something that this was not compared with.
  await catchUp(tx, edition.slug, log);
  if (log.read > (pending.read ?? log.read)) throw new Failure('releases.asked-at-once', 409);
  for (const release of pending.releases) {
    await insertRelease(tx, {
      id: release.id,
      edition: edition.slug,
      person: actor?.id ?? null,
      person_name: actor?.name ?? null,
      at: deps.now(),
      evidence,
      view: release.view,
      content: JSON.stringify(release.content),
      withheld: JSON.stringify(release.withheld),
      differences: JSON.stringify(release.differences),
      new_cells: release.newCells,
      leaning: release.leaning,
      choices: JSON.stringify(release.choices),
    });
  }
}

/** What gives the answers of an edition their review. */
export type ReleaseKeeper = ReturnType<typeof createReleaseKeeper>;

export function periodOf({ days }: Budget, now: Date): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
