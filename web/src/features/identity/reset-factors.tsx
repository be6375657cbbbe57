import type { Account } from '@datalab/server/modules/identity/accounts.contract.ts';
import { factorsRoutes } from '@datalab/server/modules/identity/factors.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { hasRole, usePerson } from '../../app/session.ts';
import { factorsTexts } from '../../i18n/factors.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

/** For a colleague who lost everything the second step is taken with. */
export function ResetFactors({ account: { id, name, organisation } }: { account: Account }) {
  const t = useTexts(factorsTexts);
  const toast = useToast();
  const person = usePerson();
  const reset = useApiChange(factorsRoutes.resetFactors, () => toast({ text: t('resetDone', { name }) }));
  const may = hasRole(person, 'administrator') && person?.organisation === organisation && person.id !== id;
  if (!may) return null;
  return (
    <Collapsible title={t('resetTitle')} level={4}>
      <p>{t('resetLead', { name })}</p>
      <ProblemAlert error={reset.error} />
      <div>
        <ActionButton
          about={name}
          busy={reset.isPending}
          onClick={() => reset.mutate({ params: { person: id } })}
        >
          {t('reset')}
        </ActionButton>
      </div>
    </Collapsible>
  );
}
