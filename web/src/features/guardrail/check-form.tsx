import { subject, telling, use } from '@datalab/server/modules/guardrail/check.contract.ts';
import { guardrailRoutes, type QuestionCheck } from '@datalab/server/modules/guardrail/guardrail.contract.ts';
import { needsOf } from '@datalab/server/modules/guardrail/rules.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { SelectField } from '../../ui/field.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { CheckData } from './check-data.tsx';
import { type CheckDraft, checkToDraft, draftToWritten, judgeDraft } from './check-draft.ts';
import { CheckRecords } from './check-records.tsx';
import { CheckVerdict } from './check-verdict.tsx';
import { soundsLikeConduct } from './conduct-words.ts';

interface CheckFormProps {
  readonly edition: string;
  readonly check: QuestionCheck;
}

/** What the outcome is for, with the answer of the rules while it is filled in. */
export function CheckForm({ edition, check }: CheckFormProps) {
  const t = useTexts(guardrailTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const { question, data } = check;
  const { draft, change, purpose, send, tried, save } = useCheckDraft(edition, check);
  const choices = {
    about: subject.options.map((value) => ({ value, label: t(`about.${value}`) })),
    tells: telling.options.map((value) => ({ value, label: t(`tells.${value}`) })),
    use: use.options.map((value) => ({ value, label: t(`use.${value}`) })),
  };
  const verdict = judgeDraft(draft, data, question.rung);
  const sounds = soundsLikeConduct(`${local(question.text)} ${purpose.shown}`);
  return (
    <form className="form check-form" onSubmit={send}>
      {sounds ? <Alert type="info">{t('wordsWarning')}</Alert> : null}
      <LocalTextField
        label={t('purpose')}
        hint={t('purposeHint')}
        rows={2}
        maxLength={1000}
        draft={purpose}
        error={tried && purpose.change === null ? ui('fieldNeeded') : undefined}
      />
      {(['about', 'tells', 'use'] as const).map((part) => (
        <SelectField
          key={part}
          label={t(part)}
          value={draft[part]}
          error={tried && draft[part] === '' ? ui('fieldNeeded') : undefined}
          onChange={(value) => change({ [part]: value })}
          options={[{ value: '', label: t('choose') }, ...choices[part]]}
        />
      ))}
      <CheckData options={data} chosen={draft.data} onChange={(chosen) => change({ data: chosen })} />
      {verdict === undefined || draft.about === '' || draft.tells === '' || draft.use === '' ? null : (
        <>
          <CheckVerdict verdict={verdict} about={draft.about} data={data} />
          <CheckRecords
            draft={draft}
            verdict={verdict}
            needs={needsOf({ tells: draft.tells, use: draft.use, proxies: verdict.proxies }, question.rung)}
            data={data}
            onChange={change}
          />
        </>
      )}
      <ProblemAlert error={save.error} />
      <div>
        <ActionButton look="primary" type="submit" permission={check.may.check} busy={save.isPending}>
          {t('save')}
        </ActionButton>
      </div>
    </form>
  );
}

/** The draft over the newest check, kept in the browser until it is sent. */
function useCheckDraft(edition: string, { question, newest }: QuestionCheck) {
  const t = useTexts(guardrailTexts);
  const toast = useToast();
  const key = `guardrail.${question.id}.${newest?.number ?? 0}`;
  const kept = useDraft(key, JSON.stringify(checkToDraft(newest)));
  const purpose = useTextDraft(`${key}.purpose`, newest?.content.purpose ?? null);
  const [tried, setTried] = useState(false);
  const draft = JSON.parse(kept.value) as CheckDraft;
  const save = useApiChange(guardrailRoutes.checkQuestion, () => {
    sessionStorage.removeItem(`datalab.draft.${key}`);
    purpose.clear();
    toast({ text: t('saved') });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const written = draftToWritten(draft);
    if (written === undefined || purpose.change === null) return;
    const params = { edition, question: question.id };
    save.mutate({ params, body: { ...written, purpose: purpose.change, after: newest?.number ?? 0 } });
  };
  return {
    draft,
    purpose,
    tried,
    save,
    send,
    change: (changed: Partial<CheckDraft>) => kept.change(JSON.stringify({ ...draft, ...changed })),
  };
}
