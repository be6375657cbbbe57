import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import { adviceKind, type Ethics } from '@datalab/server/modules/assessments/ethics.contract.ts';
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

export function AdvicePage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/assessments/advice' });
  const board = useQuery(assessmentsQuery(slug));
  const t = useTexts(assessmentsTexts);
  return (
    <LoadedEdition slug={slug} query={board}>
      {(edition, { ethics }) => (
        <AssessmentSubpage edition={edition} title={t('adviceAdd')} lead={t('adviceLead')}>
          <AdviceForm edition={slug} may={ethics.may.record} />
        </AssessmentSubpage>
      )}
    </LoadedEdition>
  );
}

function AdviceForm({ edition, may }: { edition: string; may: Ethics['may']['record'] }) {
  const t = useTexts(assessmentsTexts);
  const ui = useTexts(uiTexts);
  const written = useWritten();
  const toast = useToast();
  const navigate = useNavigate();
  const advice = useDraft(`advice.${edition}.text`, '');
  const conditions = useDraft(`advice.${edition}.conditions`, '');
  const [kind, setKind] = useState<string>('deda');
  const [title, setTitle] = useState('');
  const [date, setDate] = useState('');
  const [link, setLink] = useState('');
  const [reviewOn, setReviewOn] = useState('');
  const [tried, setTried] = useState(false);
  const attach = useApiChange(assessmentsRoutes.attachAdvice, () => {
    advice.clear();
    conditions.clear();
    toast({ text: t('recorded') });
    void navigate({ to: '/editions/$edition/assessments', params: { edition } });
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const chosen = adviceKind.options.find((one) => one === kind);
    const isOpen = [title, date, advice.value, reviewOn].some((text) => text.trim() === '');
    if (isOpen || chosen === undefined) return;
    attach.mutate({
      params: { edition },
      body: {
        ...{ kind: chosen, title, date, reviewOn },
        advice: written(advice.value),
        conditions: conditions.value.trim() === '' ? null : written(conditions.value),
        link: link.trim() === '' ? null : link.trim(),
      },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <SelectField
        label={t('kind')}
        value={kind}
        onChange={setKind}
        options={adviceKind.options.map((value) => ({ value, label: t(`adviceKind.${value}`) }))}
      />
      <TextField
        label={t('adviceTitle')}
        maxLength={200}
        value={title}
        error={missing(title)}
        onChange={setTitle}
      />
      <TextField type="date" label={t('adviceDate')} value={date} error={missing(date)} onChange={setDate} />
      <LongTextField
        label={t('adviceText')}
        maxLength={2000}
        value={advice.value}
        error={missing(advice.value)}
        onChange={advice.change}
      />
      <LongTextField
        label={t('conditions')}
        optional
        maxLength={2000}
        value={conditions.value}
        onChange={conditions.change}
      />
      <TextField
        label={t('link')}
        hint={t('linkHint')}
        optional
        maxLength={500}
        value={link}
        onChange={setLink}
      />
      <TextField
        type="date"
        label={t('reviewOn')}
        value={reviewOn}
        error={missing(reviewOn)}
        onChange={setReviewOn}
      />
      <ProblemAlert error={attach.error} />
      <div>
        <ActionButton look="primary" type="submit" permission={may} busy={attach.isPending}>
          {t('record')}
        </ActionButton>
      </div>
    </form>
  );
}
