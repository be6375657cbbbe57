import type { AnyTx } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { accountLinkTexts, accountNewsTexts, fillLocal } from './account-texts.ts';
import type { QueueNotice } from './notices.deps.ts';

interface Reader {
  readonly id?: string;
  readonly name: string;
  readonly email: string;
}

export interface LinkLetter {
  readonly kind: keyof typeof accountLinkTexts;
  readonly to: { readonly name: string; readonly email: string; readonly person?: string };
  readonly code: string;
  readonly by: string;
  readonly organisation: LocalText;
}

export interface NewsLetter {
  readonly kind: keyof typeof accountNewsTexts;
  readonly person: string;
  readonly by: string | null;
  readonly watchers: readonly Reader[];
  readonly self: Reader | null;
}

const pages: Readonly<Record<LinkLetter['kind'], string>> = {
  founding: '/first-account',
  colleague: '/first-account',
  reset: '/new-password',
  email: '/new-email',
};

/** True when the link will be mailed. */
export async function queueLink(
  queueNotice: QueueNotice,
  tx: AnyTx,
  { kind, to, code, by, organisation }: LinkLetter,
): Promise<boolean> {
  const texts = accountLinkTexts[kind];
  const fill = (text: LocalText) => fillLocal(text, { by, organisation });
  const { isSent } = await queueNotice(tx, {
    kind: 'account-link',
    to,
    params: { subject: fill(texts.subject), what: fill(texts.what), label: fill(texts.label) },
    link: pages[kind],
    secret: code,
  });
  return isSent;
}

/** Watchers may do without; the person themselves is always told, for it may not have been them. */
export async function queueNews(queueNotice: QueueNotice, tx: AnyTx, letter: NewsLetter): Promise<void> {
  const { kind, person, by, watchers, self } = letter;
  const what = fillLocal(accountNewsTexts[kind], { person, by: by ?? person });
  const send = ({ id, name, email }: Reader, own: boolean) =>
    queueNotice(tx, {
      kind: own ? 'own-account' : 'account-news',
      to: { name, email, ...(id === undefined ? {} : { person: id }) },
      params: { what },
      link: own ? '/me' : '/people',
    });
  for (const watcher of watchers) await send(watcher, false);
  if (self !== null) await send(self, true);
}
