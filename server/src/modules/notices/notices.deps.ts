import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { Mailer } from '../../platform/mail/mail.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { Edition, WaitingItem } from '../editions/editions.contract.ts';
import type { NoticesAction } from './actions.contract.ts';
import type { NoticesTables } from './notices.tables.ts';
import type { NoticeContents } from './notices.texts.ts';

export interface NoticePerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Where mail leaves from and leads to; without it messages are kept and read on the outbox page. */
export interface OutgoingMail {
  readonly mailer: Mailer;
  /** The address people use; links in mail lead nowhere else. */
  readonly publicUrl: string;
}

export interface NoticesDeps {
  readonly db: Db<NoticesTables>;
  readonly record: RecordEvent<NoticesAction>;
  readonly jobs: Jobs;
  readonly logger: Logger;
  readonly outgoingMail: OutgoingMail | undefined;
  /** In the demo everybody reads the outbox. */
  readonly demo: boolean;
  /** Throws `editions.unknown` or `editions.not-a-participant`. */
  readonly getEdition: (slug: string, actor: Actor) => Promise<Edition>;
  readonly listEditions: (
    actor: Actor,
  ) => Promise<readonly { readonly slug: string; readonly title: LocalText; readonly initiator: string }[]>;
  readonly listWaiting: (actor: Actor) => Promise<readonly WaitingItem[]>;
  readonly listPeople: () => Promise<readonly Actor[]>;
  readonly listOrganisations: () => Promise<readonly { readonly slug: string; readonly name: LocalText }[]>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Puts a message in the outbox inside the transaction of what causes it: both happen, or neither. */
export type QueueNotice = (tx: AnyTx, notice: NewNotice) => Promise<{ readonly id: string }>;

export type NewNotice = {
  [Kind in keyof NoticeContents]: {
    readonly kind: Kind;
    readonly to: { readonly name: string; readonly email: string; readonly person?: string };
    readonly params: NoticeContents[Kind];
    /** Under the address of the platform, beginning with a slash. */
    readonly link: string;
    /** The address of the edition it is about. */
    readonly edition?: string;
  };
}[keyof NoticeContents];
