import { createHash } from 'node:crypto';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { approximateRows } from '../../platform/rows/row-counts.ts';
import type { KeyholderGrant } from './deliveries.contract.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { judgeKey } from './deliveries.keys.ts';
import { isKeyholderAway } from './deliveries.problems.ts';
import { listDeliveries } from './deliveries.queries.ts';
import { requireDeliverySlot, type SlotPlace } from './deliveries.service.ts';
import { withdrawGrantsOf } from './grants.withdrawal.ts';
import { keepGrant } from './keys.queries.ts';

const validDays = 30;

/**
 * Lets a partner pseudonymise one data set for one edition: as many persons as it declares, once more for
 * every delivery that landed before. The token is in the answer and nowhere else.
 */
export async function grantKeyholder(
  deps: DeliveriesDeps,
  actor: Actor,
  place: SlotPlace,
  { declaredPersons }: { readonly declaredPersons: number },
): Promise<KeyholderGrant> {
  const { access, dataSet } = await requireDeliverySlot(deps, actor, place);
  const { space } = access;
  const deliveries = await listDeliveries(deps.db, space);
  const landed = deliveries.filter((row) => row.data_set === dataSet.id && row.state === 'landed').length;
  const expiresAt = new Date(deps.now().getTime() + validDays * 24 * 3600 * 1000).toISOString();
  const name = grantName(dataSet.owner, dataSet.id);
  const { grantedAt, ...granted } = await orUnreachable(async () => {
    const key = await deps.keyholder.admin.createSpace(space);
    const judged = await judgeKey(deps, { space, edition: access.slug, actor }, key);
    if (!judged.isSame) throw new Failure('deliveries.keyholder-changed', 409, judged.params);
    const request = { declaredPersons, deliveries: landed + 1, expiresAt };
    const { token, grantedAt } = await deps.keyholder.admin.grant(space, name, request);
    return { token, grantedAt, publicKey: key.publicKey, keyFingerprint: judged.fingerprint };
  });
  await deps.db.transaction().execute(async (tx) => {
    await keepGrant(tx, {
      space,
      name,
      granted_at: new Date(grantedAt),
      by_id: actor.id,
      edition: access.slug,
      data_set: dataSet.id,
    });
    await deps.record(tx, {
      actor,
      action: 'deliveries.keyholder-granted',
      subject: `data-set/${dataSet.id}`,
      edition: access.slug,
      details: { dataSet: dataSet.id, declaredPersons: approximateRows(declaredPersons), expiresAt },
    });
  });
  await requireStillIn(deps, actor);
  return { keyholderUrl: deps.keyholder.url, ...granted, space, expiresAt, declaredPersons };
}

/** Whoever was blocked after the grant was kept has lost it by that; whoever was blocked just before loses it here. */
async function requireStillIn(deps: DeliveriesDeps, actor: Actor): Promise<void> {
  const members = await deps.listMembers([actor.organisation]);
  if (members.some(({ id }) => id === actor.id)) return;
  await deps.db.transaction().execute((tx) => withdrawGrantsOf(deps, tx, actor.id));
  throw new Failure('session.required', 401);
}

/** A grant of its own for every data set, so that a second one does not end the first. */
function grantName(organisation: string, dataSet: string): string {
  const name = `${organisation}_${dataSet}`;
  if (name.length <= 64) return name;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, 51)}_${mark}`;
}

async function orUnreachable<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isKeyholderAway(error)) throw new Failure('deliveries.keyholder-unreachable', 503);
    throw error;
  }
}
