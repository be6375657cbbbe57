import type { AuditEntry } from '../modules/audit/audit.api.ts';
import type { Leaver } from '../modules/editions/editions.api.ts';
import type { CodeLetter, FormerDeliverer, NewsLetter } from '../modules/identity/identity.api.ts';
import type { AnyTx } from '../platform/db/database.ts';

/** What a module does when something happens in another, in the transaction in which it happens. */
export interface EventHandlers {
  /** A line was written in the log. */
  readonly recorded?: (tx: AnyTx, entry: AuditEntry) => Promise<void>;
  /** A version landed in the space of this edition. */
  readonly dataLanded?: (tx: AnyTx, edition: string) => Promise<void>;
  /** An organisation steps out. Gives back what removes its files, once the transaction is there. */
  readonly organisationLeft?: (tx: AnyTx, leaver: Leaver) => Promise<() => Promise<void>>;
  /** Somebody may not deliver any more: blocked, removed, or without a role for it. */
  readonly deliveringEnded?: (tx: AnyTx, former: FormerDeliverer) => Promise<void>;
  /** What changed in an account is told. */
  readonly accountChanged?: (tx: AnyTx, letter: NewsLetter) => Promise<void>;
  /** A one-time code was made. Gives whether it goes by mail. */
  readonly codeMade?: (tx: AnyTx, letter: CodeLetter) => Promise<boolean>;
}

export interface Events extends Required<EventHandlers> {
  register(handlers: EventHandlers): void;
}

/** Handlers run one after another, in the order in which they were registered; the first failure ends the transaction. */
export function createEvents(): Events {
  const registered: EventHandlers[] = [];
  return {
    register: (handlers) => void registered.push(handlers),
    recorded: async (tx, entry) => {
      for (const { recorded } of registered) await recorded?.(tx, entry);
    },
    dataLanded: async (tx, edition) => {
      for (const { dataLanded } of registered) await dataLanded?.(tx, edition);
    },
    deliveringEnded: async (tx, former) => {
      for (const { deliveringEnded } of registered) await deliveringEnded?.(tx, former);
    },
    accountChanged: async (tx, letter) => {
      for (const { accountChanged } of registered) await accountChanged?.(tx, letter);
    },
    codeMade: async (tx, letter) => {
      let isMailed = false;
      for (const { codeMade } of registered) isMailed = (await codeMade?.(tx, letter)) === true || isMailed;
      return isMailed;
    },
    organisationLeft: async (tx, leaver) => {
      const removals: (() => Promise<void>)[] = [];
      for (const { organisationLeft } of registered) {
        if (organisationLeft !== undefined) removals.push(await organisationLeft(tx, leaver));
      }
      return async () => {
        for (const remove of removals) await remove();
      };
    },
  };
}
