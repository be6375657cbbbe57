import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import type { Role } from '@datalab/server/modules/identity/identity.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { ShownCode } from './codes.tsx';
import { RoleChoices } from './role-choices.tsx';
import { useRoleWords } from './role-words.ts';

interface AddColleagueProps {
  readonly organisation: string;
  onMade(shown: ShownCode): void;
}

/** Makes the code of a colleague; the colleague does the rest. */
export function AddColleague({ organisation, onMade }: AddColleagueProps) {
  const t = useTexts(accountsTexts);
  const words = useRoleWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(['participant']);
  const [missing, setMissing] = useState(false);
  const add = useApiChange(accountsRoutes.addPerson, (made) => {
    onMade({ made, kind: 'colleague', name });
    setName('');
    setEmail('');
    setRoles(['participant']);
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(roles.length === 0);
    if (roles.length > 0) add.mutate({ params: { organisation }, body: { name, email, roles } });
  };
  return (
    <Card>
      <form className="form" onSubmit={send}>
        <p className="soft">{t('addLead')}</p>
        <TextField label={t('name')} value={name} onChange={setName} />
        <TextField label={t('email')} type="email" value={email} onChange={setEmail} />
        <Collapsible
          title={roles.length === 0 ? t('roles') : t('rolesOf', { roles: words(roles) })}
          level={3}
        >
          <RoleChoices legend={t('roles')} chosen={roles} onChange={setRoles} />
        </Collapsible>
        {missing ? <p role="alert">{t('rolesMissing')}</p> : null}
        <ProblemAlert error={add.error} />
        <div>
          <ActionButton look="primary" type="submit" busy={add.isPending}>
            {t('makeCode')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}
