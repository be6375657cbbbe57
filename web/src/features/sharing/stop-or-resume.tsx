import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingDeskTexts } from '../../i18n/sharing-desk.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Stops } from './next-card.tsx';

interface StopOrResumeProps {
  readonly edition: string;
  readonly sharing: Pick<SharingView, 'stops' | 'inForce' | 'may'>;
}

/** Stops deliveries and questions at once, with a reason and without asking twice; and lifts the own stop. */
export function StopOrResume({ edition, sharing }: StopOrResumeProps) {
  const t = useTexts(sharingDeskTexts);
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const stop = useApiChange(sharingRoutes.stopSharing, () => {
    setOpen(false);
    toast({ text: t('stopped') });
  });
  const resume = useApiChange(sharingRoutes.resumeSharing, () => toast({ text: t('resumed') }));
  const { stops, may, inForce } = sharing;
  if (stops.length === 0 && inForce === null) return null;
  const isStopped = stops.length > 0;
  return (
    <Card as="section" tone={isStopped ? 'error' : 'plain'} labelledBy="stop">
      <div className="stack stack-tight">
        <Heading2 id="stop">{t(isStopped ? 'isStopped' : 'goesOn')}</Heading2>
        <Stops sharing={sharing} />
        {may.resume.allowed && (
          <DecisionForm
            draftKey={`sharing.resume.${edition}`}
            reasonLabel={t('resumeWhy')}
            permission={may.resume}
            busy={resume.isPending}
            choices={[{ value: 'resume', label: t('resume'), primary: true }]}
            onDecide={(_, reason) => resume.mutate({ params: { edition }, body: { reason } })}
          />
        )}
        {!may.resume.allowed && !open && (
          <div>
            <ActionButton permission={may.stop} onClick={() => setOpen(true)}>
              {t('stop')}
            </ActionButton>
          </div>
        )}
        {open && (
          <DecisionForm
            draftKey={`sharing.stop.${edition}`}
            reasonLabel={t('stopWhy')}
            reasonHint={t('stopHint')}
            permission={may.stop}
            busy={stop.isPending}
            choices={[{ value: 'stop', label: t('stopNow'), primary: true }]}
            onDecide={(_, reason) => stop.mutate({ params: { edition }, body: { reason } })}
          />
        )}
        <ProblemAlert error={stop.error ?? resume.error} />
      </div>
    </Card>
  );
}
