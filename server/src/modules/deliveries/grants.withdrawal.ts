import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/db/database.ts';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import type { DeliveriesTables, KeyholderGrantRow } from './deliveries.tables.ts';
import { deleteGrant, endGrantsOf, listEndedGrants } from './keys.queries.ts';

const grantJob = 'withdraw-grants';
/** With an hour between two attempts at most: longer than a token lives. */
const attempts = 1000;

type GrantDeps = Pick<DeliveriesDeps, 'db' | 'jobs' | 'keyholder' | 'now' | 'record'>;

/**
 * What somebody may not use any more is written down in the transaction that says so, and ended at the keyholder
 * after it: a keyholder that does not answer keeps nobody from blocking, and is asked again until it did.
 */
export async function withdrawGrantsOf(
  { jobs, now }: Pick<GrantDeps, 'jobs' | 'now'>,
  tx: Tx<DeliveriesTables>,
  person: string,
): Promise<void> {
  if (await endGrantsOf(tx, person, now())) await jobs.start(grantJob, {}, { id: randomUUID(), tx });
}

/** Ends at the keyholder what was ended here; each attempt takes up whatever is left. */
export function createGrantJob(deps: GrantDeps): JobKind<object> {
  return {
    name: grantJob,
    retries: attempts,
    retryDelaySeconds: 1,
    run: async () => {
      for (const row of await listEndedGrants(deps.db)) await endGrant(deps, row);
    },
  };
}

async function endGrant(deps: GrantDeps, row: KeyholderGrantRow): Promise<void> {
  if (await stillCounts(deps, row)) await deps.keyholder.admin.revoke(row.space, row.name);
  await deps.db.transaction().execute(async (tx) => {
    if (!(await deleteGrant(tx, row))) return;
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
