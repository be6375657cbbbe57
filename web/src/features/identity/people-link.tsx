import { useOrganisations, usePerson } from '../../app/session.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';

/** Back to the people of the own organisation. */
export function PeopleLink() {
  const t = useTexts(accountsTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const organisation = local(nameOf(usePerson()?.organisation ?? ''));
  return <TextLink to="/people">{t('peopleTitle', { organisation })}</TextLink>;
}
