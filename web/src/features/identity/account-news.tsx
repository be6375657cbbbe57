import type { AccountNews } from '@datalab/server/modules/identity/accounts.contract.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import './accounts.css';
import { useRoleWords } from './role-words.ts';

/** What changed in accounts, newest first. */
export function NewsList({ news }: { news: readonly AccountNews[] }) {
  const t = useTexts(accountsTexts);
  const words = useRoleWords();
  const { language } = useLanguage();
  return (
    <ul className="plain-list account-news">
      {news.map(({ id, kind, person, by, roles, at }) => (
        <li key={id}>
          <span>{t(`news.${kind}`, { person, by: by ?? person, roles: words(roles) })}</span>
          <span className="small soft">{formatDate(at, language)}</span>
        </li>
      ))}
    </ul>
  );
}
