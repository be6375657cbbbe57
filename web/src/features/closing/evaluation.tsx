import {
  type Closing,
  closingRoutes,
  type EvaluationAnswers,
} from '@datalab/server/modules/closing/closing.contract.ts';
import {
  levels,
  levelWords,
  statementKeys,
  statementWords,
} from '@datalab/server/modules/closing/closing-words.contract.ts';
import { type FormEvent, useState } from 'react';
import { readKeptChoices } from '../../app/kept-choices.ts';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

interface EvaluationProps {
  readonly edition: string;
  readonly closing: Closing;
}

/** What I think of it: mine alone until I send it. */
export function Evaluation({ edition, closing }: EvaluationProps) {
  const t = useTexts(closingTexts);
  const [open, setOpen] = useState(false);
  const sent = (closing.mine?.sentAt ?? null) !== null;
  if (closing.may.evaluate.reason === 'editions.finished') return null;
  if (open) {
    return (
      <Card className="stack">
        <EvaluationForm edition={edition} closing={closing} onDone={() => setOpen(false)} />
      </Card>
    );
  }
  return (
    <Card className="stack">
      <p>{sent ? t('mineSent') : t('mineWhy')}</p>
      <div>
        <ActionButton
          look={sent ? 'secondary' : 'primary'}
          permission={closing.may.evaluate}
          onClick={() => setOpen(true)}
        >
          {sent ? t('mineChange') : closing.mine === null ? t('mineStart') : t('mineGoOn')}
        </ActionButton>
      </div>
    </Card>
  );
}

function EvaluationForm({ edition, closing, onDone }: EvaluationProps & { onDone(): void }) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const toast = useToast();
  const { mine } = closing;
  const answers = useDraft(`evaluation.${edition}.answers`, JSON.stringify(mine?.answers ?? {}));
  const brought = useDraft(`evaluation.${edition}.brought`, mine?.brought ?? '');
  const otherwise = useDraft(`evaluation.${edition}.otherwise`, mine?.otherwise ?? '');
  const [tried, setTried] = useState(false);
  const given = readAnswers(answers.value);
  const change = useApiChange(closingRoutes.evaluate, (after) => {
    for (const draft of [answers, brought, otherwise]) draft.clear();
    toast({ text: (after.mine?.sentAt ?? null) === null ? t('mineKept') : t('mineThanks') });
    onDone();
  });
  const open = statementKeys.filter((key) => given[key] === undefined);
  const save = (send: boolean) => {
    setTried(send);
    if (send && open.length > 0) return;
    change.mutate({
      params: { edition },
      body: { answers: given, brought: brought.value, otherwise: otherwise.value, send },
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(true);
  };
  return (
    <form className="form" onSubmit={submit}>
      <p className="soft">{t('minePrivate')}</p>
      {statementKeys.map((key) => (
        <fieldset key={key} className="closing-statement">
          <legend>{local(statementWords[key])}</legend>
          {tried && given[key] === undefined ? <p className="field-problem">{t('answerNeeded')}</p> : null}
          <div className="closing-levels">
            {[...levels, 'unknown' as const].map((level) => (
              <Choice
                key={level}
                type="radio"
                name={`${edition}.${key}`}
                checked={given[key] === level}
                onChange={() => answers.change(JSON.stringify({ ...given, [key]: level }))}
              >
                {local(levelWords[level])}
              </Choice>
            ))}
          </div>
        </fieldset>
      ))}
      <LongTextField
        label={t('brought')}
        hint={t('noNames')}
        optional
        rows={2}
        maxLength={1000}
        value={brought.value}
        onChange={brought.change}
      />
      <LongTextField
        label={t('otherwise')}
        optional
        rows={2}
        maxLength={1000}
        value={otherwise.value}
        onChange={otherwise.change}
      />
      {tried && open.length > 0 ? (
        <p className="field-problem" role="alert">
          {t('answersNeeded', { n: open.length })}
        </p>
      ) : null}
      <ProblemAlert error={change.error} />
      <div className="row">
        <ActionButton look="primary" type="submit" busy={change.isPending} permission={closing.may.evaluate}>
          {t('mineSend')}
        </ActionButton>
        {(mine?.sentAt ?? null) === null ? (
          <ActionButton look="subtle" busy={change.isPending} onClick={() => save(false)}>
            {t('mineKeep')}
          </ActionButton>
        ) : null}
      </div>
    </form>
  );
}

function readAnswers(text: string): EvaluationAnswers {
  return readKeptChoices(text, statementKeys, [...levels, 'unknown' as const]);
}
