import { useQuery } from '@tanstack/react-query';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { TextLink } from '../../ui/link.tsx';
import { listToConfirm, networkQuery, type ToConfirm } from './network.ts';
import { useRoleWords } from './role-words.ts';

/** The people the reader may confirm, for the list of what waits. */
export function useToConfirm(): readonly ToConfirm[] {
  return listToConfirm(useQuery(networkQuery).data);
}

export function WaitingConfirmations({ items, goLabel }: { items: readonly ToConfirm[]; goLabel: string }) {
  const t = useTexts(identityTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  if (items.length === 0) return null;
  return (
    <ul className="stack plain-list">
      {items.map(({ kind, who }) => {
        const params = { name: who.name, organisation: local(nameOf(who.organisation)) };
        return (
          <Card as="li" key={`${kind} ${who.id}`} className="to-do">
            <p>{kind === 'organisation' ? t('homeOrganisation', params) : t('homeOfficer', params)}</p>
            <TextLink to="/organisations">{goLabel}</TextLink>
          </Card>
        );
      })}
    </ul>
  );
}

/** Tells a person that their role waits, and for whose confirmation. */
export function OwnRoleWaits() {
  const t = useTexts(identityTexts);
  const words = useRoleWords();
  const person = usePerson();
  if (person === null || person.waitingRoles.length === 0) return null;
  return (
    <Alert type="info">
      <p>{t('rolesWaitHow', { roles: words(person.waitingRoles) })}</p>
    </Alert>
  );
}

/** Tells somebody why nothing can be done yet: whoever founds an organisation is first confirmed by another one. */
export function OwnOrganisationWaits() {
  const t = useTexts(identityTexts);
  const person = usePerson();
  const own = useQuery(networkQuery).data?.organisations.find(
    ({ organisation }) => organisation.slug === person?.organisation,
  );
  if (own === undefined || own.confirmed !== null) return null;
  return (
    <Alert type="info">
      <p>
        <strong>{t('organisationWaits')}</strong>
      </p>
      <p>{t('organisationWaitsHow')}</p>
    </Alert>
  );
}
