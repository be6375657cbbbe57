import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { AccountNews, NewsKind } from './accounts.contract.ts';
import type { Role } from './identity.contract.ts';
import { textToRoles } from './identity.queries.ts';
import type { IdentityTables } from './identity.tables.ts';

const newsMost = 20;

export async function insertNews(
  tx: Tx<IdentityTables>,
  news: {
    readonly kind: NewsKind;
    readonly organisation: string;
    readonly person: { readonly id: string; readonly name: string };
    readonly by: string | null;
    readonly roles: readonly Role[];
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('account_news')
    .values({
      id: randomUUID(),
      kind: news.kind,
      organisation: news.organisation,
      person_id: news.person.id,
      person: news.person.name,
      done_by: news.by,
      roles: news.roles.join(','),
      at: news.at,
    })
    .execute();
}

/** Newest first. */
export async function listNews(
  db: Db<IdentityTables>,
  of: { readonly organisation: string } | { readonly person: string },
): Promise<AccountNews[]> {
  const query = db.selectFrom('account_news').selectAll().orderBy('at', 'desc').orderBy('id').limit(newsMost);
  const rows = await ('person' in of
    ? query.where('person_id', '=', of.person)
    : query.where('organisation', '=', of.organisation)
  ).execute();
  return rows.map(({ id, kind, person, done_by: by, roles, at }) => ({
    id,
    kind,
    person,
    by,
    roles: textToRoles(roles),
    at: at.toISOString(),
  }));
}
