import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/db/database.ts';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import type { DeliveriesTables, KeyholderGrantRow } from './deliveries.tables.ts';

const grantJob = 'withdraw-grants';
/** With an hour between two attempts at most: longer than a token lives. */
const attempts = 1000;

type GrantDeps = Pick<DeliveriesDeps, 'db' | 'jobs' | 'keyholder' | 'now' | 'record'>;

/** A grant ends the earlier one of its name at the keyholder, whoever held that. */
export async function keepGrant(
  tx: Tx<DeliveriesTables>,
  grant: Omit<KeyholderGrantRow, 'ended_at'>,
): Promise<void> {
  await tx
    .deleteFrom('keyholder_grants')
    .where('space', '=', grant.space)
    .where('name', '=', grant.name)
    .where('granted_at', '<', grant.granted_at)
    .execute();
  await tx.insertInto('keyholder_grants').values(grant).execute();
}

/**
 * What somebody may not use any more is written down in the transaction that says so, and ended at the keyholder
 * after it: a keyholder that does not answer keeps nobody from blocking, and is asked again until it did.
 */
export async function withdrawGrantsOf(
  { jobs, now }: Pick<GrantDeps, 'jobs' | 'now'>,
  tx: Tx<DeliveriesTables>,
  person: string,
): Promise<void> {
  const ended = await tx
    .updateTable('keyholder_grants')
    .set({ ended_at: now() })
    .where('by_id', '=', person)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n) await jobs.start(grantJob, {}, { id: randomUUID(), tx });
}

/** Ends at the keyholder what was ended here; each attempt takes up whatever is left. */
export function createGrantJob(deps: GrantDeps): JobKind<object> {
  return {
    name: grantJob,
    retries: attempts,
    retryDelaySeconds: 1,
    run: async () => {
      const rows = await deps.db
        .selectFrom('keyholder_grants')
        .selectAll()
        .where('ended_at', 'is not', null)
        .execute();
      for (const row of rows) await endGrant(deps, row);
    },
  };
}

async function endGrant(deps: GrantDeps, row: KeyholderGrantRow): Promise<void> {
  if (await stillCounts(deps, row)) await deps.keyholder.admin.revoke(row.space, row.name);
  await deps.db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('keyholder_grants')
      .where('space', '=', row.space)
      .where('name', '=', row.name)
      .where('granted_at', '=', row.granted_at)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    await deps.record(tx, {
      actor: null,
      action: 'deliveries.keyholder-withdrawn',
      subject: `data-set/${row.data_set}`,
      edition: row.edition,
      details: { dataSet: row.data_set },
    });
  });
}

/** A colleague who asked for a token since has ended the earlier one with it, and keeps the new one. */
async function stillCounts({ keyholder }: GrantDeps, row: KeyholderGrantRow): Promise<boolean> {
  const spaces = await keyholder.admin.listSpaces();
  const grants = spaces.find(({ space }) => space === row.space)?.grants ?? [];
  return grants.some(
    ({ organisation, grantedAt }) =>
      organisation === row.name && Date.parse(grantedAt) === row.granted_at.getTime(),
  );
}
