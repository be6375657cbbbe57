import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { Heading2 } from '../../ui/heading.tsx';
import { useToast } from '../../ui/toast.tsx';
import { PickAndAdd } from '../editions/pick-and-add.tsx';

/** Asks an organisation for a data set; asked for is not allowed, and it can be taken back. */
export function AskForDataSet({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const toast = useToast();
  const withdraw = useApiChange(sharingRoutes.withdrawDataSet);
  const ask = useApiChange(sharingRoutes.proposeDataSet, (_, { body }) => {
    const dataSet = body?.dataSet ?? '';
    toast({ text: t('asked'), undo: () => withdraw.mutate({ params: { edition, dataSet } }) });
  });
  if (!sharing.may.propose.allowed) return null;
  const options = sharing.proposable.map(({ dataSet, name, owner }) => ({
    value: dataSet,
    label: `${local(name)} (${local(nameOf(owner))})`,
  }));
  return (
    <section className="stack stack-tight">
      <Heading2 id="ask" tabIndex={-1}>
        {t('askTitle')}
      </Heading2>
      <p className="soft">{t('askHint')}</p>
      {options.length === 0 ? (
        <p>{t('askNone')}</p>
      ) : (
        <PickAndAdd
          label={t('askLabel')}
          action={t('ask')}
          options={options}
          busy={ask.isPending}
          error={ask.error ?? withdraw.error}
          onAdd={(dataSet) => ask.mutate({ params: { edition }, body: { dataSet } })}
        />
      )}
    </section>
  );
}
