import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import type { EditionGoal } from '@datalab/server/modules/editions/goals.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface ReviewProps {
  readonly edition: string;
  readonly goal: EditionGoal;
}

/** Requirement 39: what another organisation says of a success criterion, and the way to say it. */
export function Review({ edition, goal }: ReviewProps) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const [reading, setReading] = useState(false);
  return (
    <>
      <Verdict review={goal.review} />
      {goal.may.review.allowed && !goal.sharp ? (
        <div className="row">
          <ActionButton look="subtle" about={local(goal.text)} onClick={() => setReading(true)}>
            {t('goalReview')}
          </ActionButton>
        </div>
      ) : null}
      <Dialog title={t('goalReview')} open={reading} onClose={() => setReading(false)}>
        <ReviewForm edition={edition} goal={goal} onDone={() => setReading(false)} />
      </Dialog>
    </>
  );
}

function Verdict({ review }: Pick<EditionGoal, 'review'>) {
  const t = useTexts(editionsTexts);
  const { language } = useLanguage();
  if (review === null) return <p className="small criterion-missing">{t('goalUnreviewed')}</p>;
  const { sharp, remark, by, at } = review;
  return (
    <p className="small">
      <Chip tone={sharp ? 'green' : 'rust'}>{t(sharp ? 'goalSharp' : 'goalDoubted')}</Chip>{' '}
      {by === null || remark === null
        ? null
        : t('goalReviewBy', { remark, name: by, date: formatDate(at, language) })}
    </p>
  );
}

function ReviewForm({ edition, goal, onDone }: ReviewProps & { readonly onDone: () => void }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const review = useApiChange(editionsRoutes.reviewGoal, onDone);
  return (
    <>
      <p>{local(goal.text)}</p>
      {goal.successCriterion === null ? null : (
        <p>{t('goalCriterion', { text: local(goal.successCriterion) })}</p>
      )}
      <p className="soft">{t('goalReviewHelp')}</p>
      <DecisionForm
        draftKey={`review.${goal.id}`}
        reasonLabel={t('goalReviewWhy')}
        reasonHint={t('goalReviewWhyHint')}
        choices={[
          { value: 'sharp', label: t('goalReviewSharp'), primary: true },
          { value: 'doubted', label: t('goalReviewDoubt') },
        ]}
        permission={goal.may.review}
        busy={review.isPending}
        onDecide={(choice, remark) =>
          review.mutate({
            params: { edition, goal: goal.id },
            body: { sharp: choice === 'sharp', remark, seen: goal.at },
          })
        }
      />
      <ProblemAlert error={review.error} />
    </>
  );
}
