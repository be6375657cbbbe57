import { type Account, accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import type { Role } from '@datalab/server/modules/identity/identity.contract.ts';
import { ownAccountRoutes } from '@datalab/server/modules/identity/own-account.contract.ts';
import { type FormEvent, useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { ShownCode } from './codes.tsx';
import { ResetFactors } from './reset-factors.tsx';
import { RoleChoices } from './role-choices.tsx';

interface ManagedProps {
  readonly account: Account;
}

/** What waits for an administrator, and behind one name what they do for or about a colleague. */
export function ManageAccount({ account, onMade }: ManagedProps & { onMade(shown: ShownCode): void }) {
  const t = useTexts(accountsTexts);
  const { blocked, may } = account;
  const isManaged = [may.changeRoles, may.reset, may.block, may.remove].some(({ allowed }) => allowed);
  return (
    <>
      {may.confirmEmail.allowed && account.newEmail !== null ? <ConfirmEmail account={account} /> : null}
      {blocked === null ? null : <Unblock account={account} />}
      {isManaged ? (
        <Collapsible title={t('manage')} level={3}>
          {may.changeRoles.allowed ? <ChangeRoles account={account} /> : null}
          {may.reset.allowed ? <MakeReset account={account} onMade={onMade} /> : null}
          {blocked === null ? <ResetFactors account={account} /> : null}
          {blocked === null ? <Block account={account} /> : null}
          {may.remove.allowed ? <Remove account={account} /> : null}
        </Collapsible>
      ) : null}
    </>
  );
}

function ChangeRoles({ account: { id, name, heldRoles } }: ManagedProps) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const [chosen, setChosen] = useState<Role[]>(heldRoles);
  const [missing, setMissing] = useState(false);
  const change = useApiChange(accountsRoutes.changeRoles, () => toast({ text: t('rolesDone', { name }) }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen.length === 0);
    if (chosen.length > 0) change.mutate({ params: { person: id }, body: { roles: chosen } });
  };
  return (
    <Collapsible title={t('rolesTitle')} level={4}>
      <form className="form" onSubmit={send}>
        <RoleChoices legend={t('roles')} of={id} chosen={chosen} onChange={setChosen} />
        {missing ? <p role="alert">{t('rolesMissing')}</p> : null}
        <ProblemAlert error={change.error} />
        <div>
          <ActionButton look="primary" type="submit" about={name} busy={change.isPending}>
            {t('rolesSave')}
          </ActionButton>
        </div>
      </form>
    </Collapsible>
  );
}

function MakeReset({ account: { id, name }, onMade }: ManagedProps & { onMade(shown: ShownCode): void }) {
  const t = useTexts(accountsTexts);
  const make = useApiChange(accountsRoutes.makeResetCode, (made) => onMade({ made, kind: 'reset', name }));
  return (
    <Collapsible title={t('resetTitle')} level={4}>
      <p>{t('resetLead', { name })}</p>
      <ProblemAlert error={make.error} />
      <div>
        <ActionButton
          about={name}
          busy={make.isPending}
          onClick={() => make.mutate({ params: { person: id } })}
        >
          {t('resetMake')}
        </ActionButton>
      </div>
    </Collapsible>
  );
}

function ConfirmEmail({ account: { id, name, newEmail } }: ManagedProps) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const confirm = useApiChange(ownAccountRoutes.confirmEmailOf, () =>
    toast({ text: t('newEmailDone', { name }) }),
  );
  if (newEmail === null) return null;
  const { code, email } = newEmail;
  return (
    <Alert type="info">
      <div className="stack stack-tight">
        <p>{t('newEmailAsked', { email, name })}</p>
        <ProblemAlert error={confirm.error} />
        <div>
          <ActionButton
            about={name}
            busy={confirm.isPending}
            onClick={() => confirm.mutate({ params: { person: id }, body: { code } })}
          >
            {t('newEmailConfirm')}
          </ActionButton>
        </div>
      </div>
    </Alert>
  );
}

function Block({ account }: ManagedProps) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const { id, name, may } = account;
  const block = useApiChange(accountsRoutes.blockPerson, () => toast({ text: t('blockDone', { name }) }));
  if (!may.block.allowed) return null;
  return (
    <Collapsible title={t('blockTitle')} level={4}>
      <p>{t('blockLead', { name })}</p>
      <DecisionForm
        draftKey={`block.${id}`}
        reasonLabel={t('blockReason')}
        choices={[{ value: 'block', label: t('block'), primary: true }]}
        permission={may.block}
        busy={block.isPending}
        onDecide={(_, reason) => block.mutate({ params: { person: id }, body: { reason } })}
      />
      <ProblemAlert error={block.error} />
    </Collapsible>
  );
}

function Unblock({ account }: ManagedProps) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const { id, name, may } = account;
  const unblock = useApiChange(accountsRoutes.unblockPerson, () =>
    toast({ text: t('unblockDone', { name }) }),
  );
  if (!may.unblock.allowed) return null;
  return (
    <div>
      <ActionButton
        about={name}
        busy={unblock.isPending}
        onClick={() => unblock.mutate({ params: { person: id } })}
      >
        {t('unblock')}
      </ActionButton>
      <ProblemAlert error={unblock.error} />
    </div>
  );
}

function Remove({ account: { id, name, may } }: ManagedProps) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const remove = useApiChange(accountsRoutes.removePerson, () => toast({ text: t('removeDone', { name }) }));
  return (
    <Collapsible title={t('removeTitle')} level={4}>
      <p>{t('removeLead', { name })}</p>
      <DecisionForm
        draftKey={`remove.${id}`}
        reasonLabel={t('removeReason')}
        choices={[{ value: 'remove', label: t('remove'), primary: true }]}
        permission={may.remove}
        busy={remove.isPending}
        onDecide={(_, reason) => remove.mutate({ params: { person: id }, body: { reason } })}
      />
      <ProblemAlert error={remove.error} />
    </Collapsible>
  );
}
