import type { Tx } from '../../platform/db/database.ts';
import type { NewsKind } from './accounts.contract.ts';
import type { LetterDeps, Told } from './accounts.deps.ts';
import { insertNews } from './accounts.news.queries.ts';
import type { Role } from './identity.contract.ts';
import { listActors } from './identity.queries.ts';
import type { IdentityTables } from './identity.tables.ts';

export interface NewNews {
  readonly kind: NewsKind;
  readonly organisation: string;
  readonly person: Told;
  /** Null where nobody was signed in. */
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly roles?: readonly Role[];
}

const watching: readonly Role[] = ['administrator', 'privacy-officer'];

/** What changes in who may come in is seen by everybody who watches over it, and by the person it is about. */
export async function tellNews(
  deps: Pick<LetterDeps, 'tellNews'> & { readonly now: () => Date },
  tx: Tx<IdentityTables>,
  { kind, organisation, person, by, roles = [] }: NewNews,
): Promise<void> {
  await insertNews(tx, { kind, organisation, person, by: by?.name ?? null, roles, at: deps.now() });
  const colleagues = await listActors(tx, { organisation });
  const watchers = colleagues.filter(
    ({ id, roles: held }) =>
      id !== by?.id && id !== person.id && watching.some((role) => held.includes(role)),
  );
  const self = person.id === by?.id && kind !== 'email-changed' ? null : person;
  await deps.tellNews(tx, { kind, person: person.name, by: by?.name ?? null, roles, watchers, self });
}
