import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { sessionQuery } from '../../app/session.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Alert } from '../../ui/alert.tsx';
import './accounts.css';
import { useRoleWords } from './role-words.ts';

/** Tells somebody whose role was taken away while they were at work what to do with what they filled in. */
export function RolesLost() {
  const t = useTexts(identityTexts);
  const words = useRoleWords();
  const person = useQuery(sessionQuery).data?.person ?? null;
  const atFirst = useRef(person);
  if (atFirst.current?.id !== person?.id) atFirst.current = person;
  const lost = atFirst.current?.roles.filter((role) => person?.roles.includes(role) === false) ?? [];
  if (lost.length === 0) return null;
  return (
    <div className="roles-lost">
      <Alert type="warning">{t('rolesLost', { roles: words(lost) })}</Alert>
    </div>
  );
}
