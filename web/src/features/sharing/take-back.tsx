import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { Collapsible } from '../../ui/collapsible.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useColumnName } from './use-column-name.ts';

interface TakeBackProps {
  readonly edition: string;
  readonly sharing: SharingView;
  readonly dataSet: PlanDataSet;
}

/** Its owner allows less at once, alone: no new signatures are needed for that. */
export function TakeBack({ edition, sharing, dataSet }: TakeBackProps) {
  const t = useTexts(sharingTexts);
  const nameOf = useColumnName();
  const toast = useToast();
  const isOwner = usePerson()?.organisation === dataSet.owner;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shared = dataSet.columns.filter(
    ({ decision }) => decision !== null && decision.outcome !== 'not-allowed',
  );
  const narrow = useApiChange(sharingRoutes.narrowAgreement, () => {
    setChosen([]);
    toast({ text: t('takenBack') });
  });
  if (sharing.inForce === null || !isOwner || shared.length === 0) return null;
  return (
    <Collapsible title={t('takeBack')} level={2}>
      <p>{t('takeBackHint')}</p>
      <TickList
        legend={t('takeBackColumns')}
        options={shared.map((column) => ({ value: column.name, label: nameOf(column) }))}
        chosen={chosen}
        onChange={setChosen}
      />
      <DecisionForm
        draftKey={`sharing.narrow.${edition}.${dataSet.dataSet}`}
        reasonLabel={t('reason')}
        permission={{ allowed: true }}
        busy={narrow.isPending}
        choices={[
          {
            value: 'some',
            label: t('takeBackSome'),
            primary: true,
            permission:
              chosen.length > 0 ? { allowed: true } : { allowed: false, reason: 'sharing.not-narrower' },
          },
          { value: 'all', label: t('takeBackAll') },
        ]}
        onDecide={(choice, reason) => {
          const columns = choice === 'all' ? null : [...chosen];
          narrow.mutate({ params: { edition }, body: { dataSet: dataSet.dataSet, columns, reason } });
        }}
      />
      <ProblemAlert error={narrow.error} />
    </Collapsible>
  );
}
