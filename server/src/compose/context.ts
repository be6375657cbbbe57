import { randomUUID } from 'node:crypto';
import { createRecordEvent, type RecordEvent } from '../modules/audit/audit.api.ts';
import type { KeyholderPlace } from '../modules/deliveries/deliveries.api.ts';
import { type EditionAccess, getEditionAccess, lockCurrentStep } from '../modules/editions/editions.api.ts';
import type { StepKey } from '../modules/editions/editions.contract.ts';
import {
  type IdentityDeps,
  listMembers,
  listOrganisations,
  personsWithRole,
} from '../modules/identity/identity.api.ts';
import type { Organisation, Role } from '../modules/identity/identity.contract.ts';
import type { AnyDb, AnyTx } from '../platform/db/database.ts';
import type { Notifications } from '../platform/db/notifications.ts';
import type { Database } from '../platform/db/open-database.ts';
import type { DataDirectory } from '../platform/files/data-directory.ts';
import type { SpaceProtection } from '../platform/files/space-protection.ts';
import type { SpaceSecrets } from '../platform/files/space-secrets.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { Logger } from '../platform/log/logger.ts';
import type { MailPost } from '../platform/mail/mail-post.ts';
import { createEvents, type Events } from './events.ts';

/** What the server opened before there are modules. */
export interface Opened {
  /** Of Datalab itself. */
  readonly version: string;
  readonly files: DataDirectory;
  readonly secrets: SpaceSecrets;
  readonly protection: SpaceProtection;
  readonly jobs: Jobs;
  readonly keyholder: KeyholderPlace;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly mailPost: MailPost;
  readonly identity: Pick<IdentityDeps, 'secret' | 'secretsDirectory' | 'publicUrl' | 'demo' | 'readStartUp'>;
}

/** What every module may be made with, under the name that it has in the deps of all of them. */
export interface Context extends Opened, Events {
  readonly db: AnyDb;
  readonly notifications: Notifications;
  readonly newId: () => string;
  readonly record: RecordEvent<string>;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly findEdition: (slug: string, actor: Actor) => Promise<EditionAccess>;
  /** The step of an edition, which cannot change before this transaction ends; throws when it is finished. */
  readonly lockStep: (tx: AnyTx, edition: string) => Promise<StepKey>;
  readonly listOrganisations: () => Promise<Organisation[]>;
  readonly listMembers: (
    organisations: readonly string[],
  ) => Promise<{ id: string; name: string; organisation: string }[]>;
  readonly personsWithRole: (organisation: string, role: Role) => Promise<{ id: string; name: string }[]>;
}

export function createContext(
  { db, notifications }: Pick<Database, 'db' | 'notifications'>,
  opened: Opened,
): Context {
  const events = createEvents();
  const record = createRecordEvent(opened.now);
  return {
    ...opened,
    ...events,
    db,
    notifications,
    newId: randomUUID,
    record: async (tx, entry) => {
      await record(tx, entry);
      await events.recorded(tx, entry);
    },
    findEdition: (slug, actor) => getEditionAccess(db, slug, actor),
    lockStep: (tx, edition) => lockCurrentStep(tx, edition),
    listOrganisations: () => listOrganisations(db),
    listMembers: (organisations) => listMembers(db, organisations),
    personsWithRole: (organisation, role) => personsWithRole(db, organisation, role),
  };
}
