import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import { requireAllowed } from '../../platform/errors/failure.ts';
import { requireFreshProof } from '../../platform/http/actor.ts';
import { anyRole, bind, type RouteBinding } from '../../platform/http/binding.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { type ProcessedVersion, processingRoutes as routes } from './processing.contract.ts';
import type { ProcessingDeps } from './processing.deps.ts';
import { listOperationsBetween as listBetween } from './processing.queries.ts';
import { keepOperation, recordProcessing } from './processing.recorder.ts';
import { exportProcessing, listProcessing } from './processing.service.ts';
import { createSubjectsJob } from './processing.subjects.ts';
import { ownTables } from './processing.tables.ts';

export type { ProcessingDeps } from './processing.deps.ts';
export { processingMigrations } from './processing.tables.ts';

export interface Processing {
  readonly bindings: RouteBinding[];
  /** Keeps that versions were read to find out what may be shown of them. */
  recordChecked(
    edition: string,
    checked: {
      readonly versions: readonly ProcessedVersion[];
      readonly startedAt: Date;
      readonly failure: string | null;
    },
  ): Promise<void>;
  readonly on: {
    /** What is told of personal data is kept as an operation on them. */
    recorded(tx: AnyTx, entry: AuditEntry): Promise<void>;
  };
}

const privacyOfficer = anyRole(['privacy-officer'], 'processing.privacy-officer-only');

/** Defines its job, so make it before the jobs begin to work. */
export function createProcessing(given: Given<ProcessingDeps>): Processing {
  const deps = { ...given, db: ownTables(given.db) };
  deps.jobs.define(createSubjectsJob(deps));
  return {
    bindings: [
      bind(routes.listProcessing, privacyOfficer, async (actor, { query }) => ({
        body: await listProcessing(deps, actor, query),
      })),
      bind(routes.exportProcessing, privacyOfficer, async (actor, { query, signal }) => {
        const persons = query.persons === 'yes';
        if (persons) requireAllowed(requireFreshProof(actor));
        return { body: null, file: await exportProcessing(deps, actor, { ...query, persons }, signal) };
      }),
    ],
    recordChecked: (edition, { versions, startedAt, failure }) =>
      deps.db.transaction().execute((tx) =>
        keepOperation(deps, tx, edition, {
          kind: 'check',
          versions: versions.map(({ dataSet, version, owner }) => ({ dataSet, version, owner })),
          startedAt,
          status: failure === null ? 'Unset' : 'Error',
          reason: failure,
        }),
      ),
    on: { recorded: (tx, entry) => recordProcessing(deps, tx, entry) },
  };
}

/** As `listOperationsBetween` of the queries, for another module. */
export function listOperationsBetween(
  db: AnyDb,
  ...asked: Parameters<typeof listBetween> extends [unknown, ...infer Rest] ? Rest : never
): ReturnType<typeof listBetween> {
  return listBetween(ownTables(db), ...asked);
}
