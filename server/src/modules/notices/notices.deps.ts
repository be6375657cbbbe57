import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { MailPost } from '../../platform/mail/mail-post.ts';
import type { Seal } from '../../platform/seal.ts';
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

export interface NoticesDeps {
  readonly db: Db<NoticesTables>;
  readonly record: RecordEvent<NoticesAction>;
  readonly jobs: Jobs;
  readonly logger: Logger;
  readonly seal: Seal;
  /** While it finds nothing, messages are kept and read on the outbox page. */
  readonly mailPost: MailPost;
  /** Whose administrators decide how mail leaves. */
  readonly findFoundingOrganisation: () => Promise<string | undefined>;
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
export type QueueNotice = (
  tx: AnyTx,
  notice: NewNotice,
) => Promise<{ readonly id: string; readonly isSent: boolean }>;

export type NewNotice = {
  [Kind in keyof NoticeContents]: {
    readonly kind: Kind;
    readonly to: { readonly name: string; readonly email: string; readonly person?: string };
    readonly params: NoticeContents[Kind];
    /** Under the address of the platform, beginning with a slash. */
    readonly link: string;
    /** Goes into the link behind a #, which no server or log sees; sealed until the mail leaves, then forgotten. */
    readonly secret?: string;
    /** The address of the edition it is about. */
    readonly edition?: string;
  };
}[keyof NoticeContents];
