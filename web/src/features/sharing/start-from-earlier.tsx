import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { Heading2 } from '../../ui/heading.tsx';
import { useToast } from '../../ui/toast.tsx';
import { PickAndAdd } from '../editions/pick-and-add.tsx';

/** Requirement 24: begins with what was agreed before. What was decided then is shown; everybody decides anew. */
export function StartFromEarlier({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const toast = useToast();
  const start = useApiChange(sharingRoutes.startFromEarlier, () => toast({ text: t('earlierTaken') }));
  if (!sharing.may.startFromEarlier.allowed || sharing.earlier.length === 0) return null;
  return (
    <section className="stack stack-tight">
      <Heading2>{t('earlierTitle')}</Heading2>
      <p className="soft">{t('earlierHint')}</p>
      <PickAndAdd
        label={t('earlierLabel')}
        action={t('earlierStart')}
        options={sharing.earlier.map((one) => ({ value: one.edition, label: local(one.title) }))}
        busy={start.isPending}
        error={start.error}
        onAdd={(earlier) => start.mutate({ params: { edition }, body: { edition: earlier } })}
      />
    </section>
  );
}
