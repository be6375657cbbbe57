import type { AnyTx } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { NewsKind } from './accounts.contract.ts';
import type { CodeKind } from './codes.contract.ts';
import type { Role } from './identity.contract.ts';

/** What a mail with a code in it tells. */
export interface CodeLetter {
  readonly kind: CodeKind;
  readonly to: { readonly name: string; readonly email: string; readonly person?: string };
  readonly code: string;
  readonly by: string;
  readonly organisation: LocalText;
  readonly expiresAt: Date;
}

/** Somebody to tell what happened, at the address they have or had. */
export interface Told {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** For whom it is decides what else a message says: somebody whose own account it is may not have done it. */
export interface NewsLetter {
  readonly kind: NewsKind;
  readonly person: string;
  readonly by: string | null;
  readonly roles: readonly Role[];
  readonly watchers: readonly Told[];
  readonly self: Told | null;
}

/** How people hear of their accounts, in the transaction of what happens to them. */
export interface LetterDeps {
  /** Whether mail goes out. */
  readonly sendsMail: () => Promise<boolean>;
  /** Mails a code; false where no mail goes out. */
  readonly mailCode: (tx: AnyTx, letter: CodeLetter) => Promise<boolean>;
  readonly tellNews: (tx: AnyTx, letter: NewsLetter) => Promise<void>;
}
