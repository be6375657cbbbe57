import type { Blocker } from '@datalab/server/modules/editions/editions.contract.ts';
import { usePerson } from '../../app/session.ts';
import { formatList } from '../../i18n/format.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { whoOf } from './edition.ts';

/** Names the people who must act: the reader, persons, or a role when nobody has it yet. */
export function useWhoName(): (blocker: Pick<Blocker, 'who'>) => string {
  const t = useTexts(uiTexts);
  const roles = useTexts(identityTexts);
  const { language } = useLanguage();
  const me = usePerson()?.id ?? null;
  return (blocker) => {
    const who = whoOf(blocker, me);
    if (who.me) return t('you');
    if (who.names.length > 0) return formatList(who.names, language, 'disjunction');
    const { role } = blocker.who;
    return role === null ? t('anybody') : t('anybodyWith', { role: roles(`role.${role}`) });
  };
}
