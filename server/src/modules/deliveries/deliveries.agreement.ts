import type { AreaDivision, VersionMeasure } from '@datalab/warehouse';
import type { Db } from '../../platform/db/database.ts';
import { Failure, type PolicyAnswer } from '../../platform/errors/failure.ts';
import {
  type AgreedDataSet,
  holdInForce,
  requireInForce,
  requireMayLand,
  requireNotTooOften,
} from '../sharing/sharing.api.ts';
import { type DeliveryProblemCode, refusedByAgreement } from './deliveries.contract.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { DeliveryRefused } from './deliveries.problems.ts';
import { type DeliveryRow, listLandedUnder } from './deliveries.queries.ts';
import type { DeliveriesTables, LandedAgreement } from './deliveries.tables.ts';

/** What may land of one data set, and under which version of the agreement that was said. */
export interface Landable extends AgreedDataSet {
  readonly number: number;
  readonly hash: string;
  readonly minAreaPopulation: number | null;
}

export interface LandablePlace {
  readonly edition: string;
  readonly dataSet: string;
  readonly space: string;
}

type Reader = Db<DeliveriesTables>;

/** What the agreement lets land of a data set now; throws what it refuses it with. */
export async function requireLandable(
  { now }: Pick<DeliveriesDeps, 'now'>,
  db: Reader,
  { edition, dataSet, space }: LandablePlace,
): Promise<Landable> {
  const at = now();
  const inForce = await requireInForce(db, edition, at);
  const { number, hash, minAreaPopulation } = inForce;
  const agreed = requireMayLand(inForce, dataSet, at);
  requireNotTooOften(agreed, await listLandedUnder(db, { space, dataSet, hash }), at);
  return { ...agreed, number, hash, minAreaPopulation };
}

/** The same as an answer, for who wants to know beforehand. */
export async function judgeLandable(
  deps: Pick<DeliveriesDeps, 'now'>,
  db: Reader,
  place: LandablePlace,
): Promise<Landable | Extract<PolicyAnswer, { allowed: false }>> {
  try {
    return await requireLandable(deps, db, place);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { allowed: false, reason: error.code, params: error.params };
  }
}

/**
 * What a delivery came in under, if that still holds as it did then. With `hold` it goes on holding until the
 * transaction ends: nobody stops it between this and the landing.
 */
export async function requirePinned(
  deps: Pick<DeliveriesDeps, 'now'>,
  db: Reader,
  row: DeliveryRow,
  { hold = false }: { readonly hold?: boolean } = {},
): Promise<Landable> {
  const { edition, data_set: dataSet, space } = row;
  try {
    if (hold && db.isTransaction)
      await holdInForce(db as Parameters<typeof holdInForce>[0], edition, deps.now());
    const agreement = await requireLandable(deps, db, { edition, dataSet, space });
    if (agreement.hash === row.agreement_hash) return agreement;
  } catch (error) {
    if (error instanceof Failure && isRefusal(error.code))
      throw new DeliveryRefused(error.code, error.params);
    throw error;
  }
  throw new DeliveryRefused('sharing.agreement-changed');
}

function isRefusal(code: string): code is DeliveryProblemCode {
  return (refusedByAgreement as readonly string[]).includes(code);
}

/** Not one month, row, person or area more than was agreed. */
export function requireWithin(
  { terms, minAreaPopulation }: Landable,
  { rows, persons, firstMonth, lastMonth, areas }: VersionMeasure,
  division: AreaDivision | undefined,
): void {
  const { from, to, rowsMax, personsMax } = terms;
  if ((firstMonth ?? from) < from || (lastMonth ?? to) > to) {
    throw new DeliveryRefused('sharing.outside-period', { from, to });
  }
  if (rows > rowsMax) throw new DeliveryRefused('sharing.too-many-rows', { max: rowsMax });
  if (persons > (personsMax ?? 0))
    throw new DeliveryRefused('sharing.too-many-persons', { max: personsMax ?? 0 });
  if (minAreaPopulation === null) return;
  const small = areas.filter((code) => !hasInhabitants(division, code, minAreaPopulation));
  if (small.length > 0)
    throw new DeliveryRefused('sharing.area-too-small', { min: minAreaPopulation, n: small.length });
}

/** An area of which nobody says how many live there may have any number. */
function hasInhabitants(division: AreaDivision | undefined, code: string, min: number): boolean {
  const area =
    division?.neighbourhoods.get(code) ?? division?.districts.get(code) ?? division?.municipalities.get(code);
  return (area?.inhabitants ?? 0) >= min;
}

export function toLanded({ number, hash, columns }: Landable): string {
  const landed: LandedAgreement = { number, hash, columns };
  return JSON.stringify(landed);
}
