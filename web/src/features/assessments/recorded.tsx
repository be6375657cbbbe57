import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import type { AttachedAdvice, TradeOff } from '@datalab/server/modules/assessments/ethics.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useDay } from './assessments.ts';

interface RecordedProps {
  readonly edition: string;
  readonly record: Pick<TradeOff | AttachedAdvice, 'id' | 'by' | 'at' | 'reviewOn' | 'overdue'>;
  readonly about: string;
  readonly may: Permission;
}

/** Who recorded something, and when it is looked at again. */
export function Recorded({ edition, record, about, may }: RecordedProps) {
  const t = useTexts(assessmentsTexts);
  const day = useDay();
  const [again, setAgain] = useState(false);
  const { by, at, reviewOn, overdue } = record;
  return (
    <>
      <p className="row small soft">
        <OrganisationName slug={by.organisation} />
        <span>{t('recordedBy', { name: by.name, date: day(at) })}</span>
        <span>{t('reviewIs', { date: day(reviewOn) })}</span>
        {overdue ? <Chip tone="rust">{t('overdue')}</Chip> : null}
      </p>
      {again ? <ReviewForm edition={edition} record={record.id} onDone={() => setAgain(false)} /> : null}
      {overdue && !again && may.allowed ? (
        <div className="no-print">
          <ActionButton about={about} onClick={() => setAgain(true)}>
            {t('lookedAgain')}
          </ActionButton>
        </div>
      ) : null}
    </>
  );
}

function ReviewForm({ edition, record, onDone }: { edition: string; record: string; onDone(): void }) {
  const t = useTexts(assessmentsTexts);
  const [reviewOn, setReviewOn] = useState('');
  const review = useApiChange(assessmentsRoutes.setReview, onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reviewOn !== '') review.mutate({ params: { edition, record }, body: { reviewOn } });
  };
  return (
    <form className="form no-print" onSubmit={send}>
      <TextField type="date" label={t('reviewOn')} value={reviewOn} onChange={setReviewOn} />
      <ProblemAlert error={review.error} />
      <div>
        <ActionButton type="submit" busy={review.isPending}>
          {t('lookedAgainSave')}
        </ActionButton>
      </div>
    </form>
  );
}
