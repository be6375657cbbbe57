import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import { type Ethics, principleKeys } from '@datalab/server/modules/assessments/ethics.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts, useWritten } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { LoadedEdition } from '../editions/edition-page.tsx';
import { AssessmentSubpage } from './assessment-subpage.tsx';
import { assessmentsQuery } from './assessments.ts';

export function TradeOffPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/assessments/trade-off' });
  const board = useQuery(assessmentsQuery(slug));
  const t = useTexts(assessmentsTexts);
  return (
    <LoadedEdition slug={slug} query={board}>
      {(edition, { ethics }) => (
        <AssessmentSubpage edition={edition} title={t('tradeOffAdd')} lead={t('tradeOffLead')}>
          <TradeOffForm edition={slug} may={ethics.may.record} />
        </AssessmentSubpage>
      )}
    </LoadedEdition>
  );
}

function TradeOffForm({ edition, may }: { edition: string; may: Ethics['may']['record'] }) {
  const t = useTexts(assessmentsTexts);
  const ui = useTexts(uiTexts);
  const written = useWritten();
  const toast = useToast();
  const navigate = useNavigate();
  const choice = useDraft(`trade-off.${edition}.choice`, '');
  const givenUp = useDraft(`trade-off.${edition}.given-up`, '');
  const [favours, setFavours] = useState<string>('fairness');
  const [costs, setCosts] = useState<string>('privacy');
  const [reviewOn, setReviewOn] = useState('');
  const [tried, setTried] = useState(false);
  const record = useApiChange(assessmentsRoutes.recordTradeOff, () => {
    choice.clear();
    givenUp.clear();
    toast({ text: t('recorded') });
    void navigate({ to: '/editions/$edition/assessments', params: { edition } });
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [first, second] = [favours, costs].map((chosen) => principleKeys.find((one) => one === chosen));
    const isOpen = [choice.value, givenUp.value, reviewOn].some((text) => text.trim() === '');
    if (isOpen || first === undefined || second === undefined) return;
    record.mutate({
      params: { edition },
      body: {
        favours: first,
        costs: second,
        choice: written(choice.value),
        givenUp: written(givenUp.value),
        reviewOn,
      },
    });
  };
  const principles = principleKeys.map((value) => ({ value, label: t(`principle.${value}`) }));
  return (
    <form className="form" onSubmit={send}>
      <SelectField label={t('favours')} value={favours} onChange={setFavours} options={principles} />
      <SelectField label={t('costs')} value={costs} onChange={setCosts} options={principles} />
      <LongTextField
        label={t('choice')}
        maxLength={2000}
        value={choice.value}
        error={missing(choice.value)}
        onChange={choice.change}
      />
      <LongTextField
        label={t('givenUp')}
        maxLength={2000}
        value={givenUp.value}
        error={missing(givenUp.value)}
        onChange={givenUp.change}
      />
      <TextField
        type="date"
        label={t('reviewOn')}
        value={reviewOn}
        error={missing(reviewOn)}
        onChange={setReviewOn}
      />
      <ProblemAlert error={record.error} />
      <div>
        <ActionButton look="primary" type="submit" permission={may} busy={record.isPending}>
          {t('record')}
        </ActionButton>
      </div>
    </form>
  );
}
