import { Failure, type FailureParams } from '../../platform/errors/failure.ts';
import type { AgreementContent, AgreementDataSet } from './sharing.content.ts';
import { sharedColumns, sharedOf } from './sharing.differences.ts';
import type { Grain, Terms } from './sharing-words.contract.ts';

/** What may land and be asked of one data set. */
export interface AgreedDataSet {
  readonly dataSet: string;
  readonly owner: string;
  readonly contractVersion: string;
  readonly terms: Terms;
  /** The columns that may land; grain null is that of the contract. */
  readonly columns: readonly { readonly name: string; readonly grain: Grain | null }[];
}

export interface Stop {
  readonly organisation: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/** What holds for an edition at a moment. */
export interface InForce {
  readonly number: number;
  readonly hash: string;
  readonly since: Date;
  /** The last day on which it holds. */
  readonly until: string;
  readonly review: string;
  readonly dataSets: ReadonlyMap<string, AgreedDataSet>;
  /** The first that is not lifted; null when nothing is stopped. */
  readonly stopped: Stop | null;
  /** Its last day is over, or it was ended. */
  readonly ended: boolean;
  /** No count under this is shown; null where nobody asked for more than usual. */
  readonly minimumCount: number | null;
  /** Rows about areas with fewer inhabitants do not land. */
  readonly minAreaPopulation: number | null;
  /** After this day nothing lands until a later version was advised on. */
  readonly reviewBy: string;
}

export interface VersionInForce {
  readonly number: number;
  readonly hash: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly content: AgreementContent;
}

/** What a version says at a moment; undefined while its first day has not come. */
export function judgeInForce(
  { number, hash, since, until, content }: VersionInForce,
  stopped: Stop | null,
  at: Date,
): InForce | undefined {
  const today = dayOf(at);
  const { period } = content;
  if (today < period.from) return undefined;
  const checks = content.advice.flatMap(({ conditions }) => conditions.map(({ check }) => check));
  const reviews = checks.flatMap((check) => (check.rule === 'review-by' ? [check.value] : []));
  const highest = (rule: 'minimum-count' | 'min-area-population'): number | null => {
    const values = checks.flatMap((check) => (check.rule === rule ? [check.value] : []));
    return values.length === 0 ? null : Math.max(...values);
  };
  return {
    number,
    hash,
    since,
    until: period.to,
    review: period.review,
    dataSets: toDataSets(content, today),
    stopped,
    ended: today > period.to || until !== null,
    minimumCount: highest('minimum-count'),
    minAreaPopulation: highest('min-area-population'),
    reviewBy: [period.review, ...reviews].sort()[0] ?? period.review,
  };
}

/** A data set whose own term is over is not there any more, whatever the agreement does. */
function toDataSets(content: AgreementContent, today: string): Map<string, AgreedDataSet> {
  const running = [...sharedOf(content).values()].filter(
    ({ terms }) => terms !== null && today <= terms.keepUntil,
  );
  return new Map(running.map((one) => [one.dataSet, toAgreedDataSet(one)]));
}

export function toAgreedDataSet(shared: AgreementDataSet): AgreedDataSet {
  const { dataSet, owner, contractVersion, terms } = shared;
  if (terms === null) throw new Error(`${dataSet} is not shared`);
  const columns = sharedColumns(shared).map(({ name, grain }) => ({ name, grain }));
  return { dataSet, owner, contractVersion, terms, columns };
}

/** Throws unless something may be done with the data of an edition now. */
export function requireGoingOn(inForce: InForce | undefined): InForce {
  if (inForce === undefined) throw new Failure('sharing.no-agreement', 409);
  if (inForce.stopped !== null) throw new Failure('sharing.stopped', 409, stopParams(inForce.stopped));
  if (inForce.ended) throw new Failure('sharing.ended', 409, { date: inForce.until });
  return inForce;
}

/** What was agreed about one data set that may land or be asked now. */
export function requireAgreed(inForce: InForce, dataSet: string): AgreedDataSet {
  const agreed = inForce.dataSets.get(dataSet);
  if (agreed === undefined) throw new Failure('sharing.not-in-agreement', 409, { dataSet });
  return agreed;
}

/** Whether something new may land: as `requireAgreed`, and the review is not due. */
export function requireMayLand(inForce: InForce, dataSet: string, at: Date): AgreedDataSet {
  const agreed = requireAgreed(inForce, dataSet);
  if (dayOf(at) > inForce.reviewBy) throw new Failure('sharing.review-due', 409, { date: inForce.reviewBy });
  return agreed;
}

const perYear = { yearly: 1, quarterly: 4, monthly: 12 } as const;

/** Whether a data set may land once more, after it landed at these moments under the agreement. */
export function requireNotTooOften(
  { terms, dataSet }: AgreedDataSet,
  landed: readonly Date[],
  at: Date,
): void {
  const { frequency } = terms;
  if (frequency === 'when-needed') return;
  const isSame = (one: Date): boolean =>
    frequency === 'once' || periodOf(one, frequency) === periodOf(at, frequency);
  if (landed.some(isSame)) throw new Failure('sharing.too-often', 409, { dataSet, frequency });
}

function periodOf(at: Date, frequency: keyof typeof perYear): string {
  const [year = '', month = ''] = dayOf(at).split('-');
  return `${year}/${Math.floor(((Number(month) - 1) * perYear[frequency]) / 12)}`;
}

export function stopParams({ organisation, reason }: Stop): FailureParams {
  return { organisation, reason };
}

const dayInTheNetherlands = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
});

/** An agreement ends with a day, and a day ends where its parties are. */
export function dayOf(at: Date): string {
  return dayInTheNetherlands.format(at);
}
