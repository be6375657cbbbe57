import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import { networkRoutes, type Unconfirmed } from '@datalab/server/modules/identity/network.contract.ts';
import { type FormEvent, useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { ToConfirm } from './network.ts';

export function Confirmation({ kind, who }: ToConfirm) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const { name, email, since } = who;
  const question = { name, organisation: local(nameOf(who.organisation)) };
  return (
    <Card as="li" tone="tint" className="stack">
      <p>
        <strong>
          {kind === 'organisation' ? t('confirmOrganisation', question) : t('confirmOfficer', question)}
        </strong>
      </p>
      <p className="soft">{t('confirmFacts', { email, date: formatDate(since, language) })}</p>
      <p>{t('confirmHow', { name })}</p>
      <ConfirmForm kind={kind} who={who} />
      {kind === 'organisation' ? <Refuse who={who} /> : null}
    </Card>
  );
}

function ConfirmForm({ kind, who }: ToConfirm) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const { id, name, organisation } = who;
  const [spoken, setSpoken] = useState(false);
  const [missing, setMissing] = useState(false);
  const done = () => toast({ text: t('confirmDone', { name }) });
  const confirmOrganisation = useApiChange(networkRoutes.confirmOrganisation, done);
  const confirmOfficer = useApiChange(accountsRoutes.confirmOfficer, done);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!spoken);
    if (!spoken) return;
    const body = { spoken: true } as const;
    if (kind === 'organisation') confirmOrganisation.mutate({ params: { organisation }, body });
    else confirmOfficer.mutate({ params: { person: id }, body });
  };
  return (
    <form className="form" onSubmit={send}>
      <Choice type="checkbox" name={`spoken-${id}`} checked={spoken} onChange={setSpoken}>
        {t('confirmSpoken', { name })}
      </Choice>
      {missing && !spoken ? <p role="alert">{t('confirmSpokenMissing')}</p> : null}
      <ProblemAlert error={confirmOrganisation.error ?? confirmOfficer.error} />
      <div>
        <ActionButton
          look="primary"
          type="submit"
          about={name}
          busy={confirmOrganisation.isPending || confirmOfficer.isPending}
        >
          {t('confirm')}
        </ActionButton>
      </div>
    </form>
  );
}

function Refuse({ who }: { who: Unconfirmed }) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const organisation = local(nameOf(who.organisation));
  const refuse = useApiChange(networkRoutes.refuseOrganisation, () =>
    toast({ text: t('refuseDone', { organisation }) }),
  );
  return (
    <Collapsible title={t('refuse')} level={3}>
      <p>{t('refuseLead', { organisation })}</p>
      <DecisionForm
        draftKey={`refuse.${who.organisation}`}
        reasonLabel={t('refuseReason')}
        choices={[{ value: 'refuse', label: t('refuseDo'), primary: true }]}
        permission={who.may.confirm}
        busy={refuse.isPending}
        onDecide={(_, reason) =>
          refuse.mutate({ params: { organisation: who.organisation }, body: { reason } })
        }
      />
      <ProblemAlert error={refuse.error} />
    </Collapsible>
  );
}
