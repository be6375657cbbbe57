import type { AnyTx } from '../../platform/db/database.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { findDeliveryFacts, listOwned } from '../deliveries/deliveries.api.ts';
import { editionSpace } from '../editions/editions.api.ts';
import type { ProcessedVersion } from './processing.contract.ts';
import type { ProcessingDeps } from './processing.deps.ts';
import type { Operation } from './processing.lines.ts';
import { insertOperation } from './processing.queries.ts';
import { subjectsJob } from './processing.subjects.ts';
import { ownTables } from './processing.tables.ts';

type Deps = Pick<ProcessingDeps, 'findAgreement' | 'jobs' | 'newId' | 'now'>;
type Done = Pick<Operation, 'kind' | 'reason' | 'startedAt' | 'status' | 'versions'>;

/**
 * What of the log of people is an operation on personal data. An answer is made of all persons of the data sets of the
 * edition that it is about; which ones stands in its evidence.
 */
const told: Readonly<Record<string, (tx: AnyTx, entry: AuditEntry, now: Date) => Promise<Done | undefined>>> =
  {
    'deliveries.landed': (tx, entry, now) => deliveryDone(tx, entry, now, 'land', 'Unset'),
    'deliveries.refused': (tx, entry, now) => deliveryDone(tx, entry, now, 'refuse', 'Unset'),
    'deliveries.cancelled': (tx, entry, now) => deliveryDone(tx, entry, now, 'refuse', 'Ok'),
    'deliveries.failed': (tx, entry, now) => deliveryDone(tx, entry, now, 'refuse', 'Error'),
    'deliveries.withdrawn': async (_tx, { details = {} }, now) => ({
      kind: 'erase',
      versions: [
        {
          dataSet: String(details['dataSet']),
          version: String(details['version']),
          owner: String(details['organisation']),
        },
      ],
      ...asItShould(now),
    }),
    'analyses.created': answered,
    'analyses.changed': answered,
    'analyses.ran': answered,
    'analyses.repeated': answered,
    'impact.indicator-added': answered,
    'impact.measured': answered,
  };

/** Keeps the operation in the transaction in which it is told: both are there, or neither. */
export async function recordProcessing(deps: Deps, tx: AnyTx, entry: AuditEntry): Promise<void> {
  const tell = told[entry.action];
  if (tell === undefined || entry.edition === undefined) return;
  const done = await tell(tx, entry, deps.now());
  if (done === undefined) return;
  await keepOperation(deps, tx, entry.edition, done);
}

export async function keepOperation(deps: Deps, tx: AnyTx, edition: string, done: Done): Promise<void> {
  const id = deps.newId();
  const agreement = await deps.findAgreement(tx, edition);
  await insertOperation(ownTables(tx), { ...done, id, edition, agreement, endedAt: deps.now() });
  if (done.kind === 'land') await deps.jobs.start(subjectsJob, { operation: id }, { id, tx });
}

async function deliveryDone(
  tx: AnyTx,
  { subject, details = {} }: AuditEntry,
  now: Date,
  kind: Done['kind'],
  status: Done['status'],
): Promise<Done | undefined> {
  const delivery = await findDeliveryFacts(tx, subject.slice('delivery/'.length));
  if (delivery === undefined) return undefined;
  const { dataSet, owner, receivedAt, version } = delivery;
  return {
    kind,
    versions: [{ dataSet, owner, version: version ?? '' }],
    startedAt: receivedAt < now ? receivedAt : now,
    status,
    reason: typeof details['reason'] === 'string' ? details['reason'] : null,
  };
}

async function answered(tx: AnyTx, { edition = '' }: AuditEntry, now: Date): Promise<Done> {
  const versions: ProcessedVersion[] = await listOwned(tx, editionSpace(edition));
  return { kind: 'answer', versions, ...asItShould(now) };
}

function asItShould(now: Date): Pick<Done, 'reason' | 'startedAt' | 'status'> {
  return { startedAt: now, status: 'Unset', reason: null };
}
