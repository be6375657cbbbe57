import { sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { AdviceOutcome, PartyAdvice } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { type FormEvent, useId, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { agreementTexts } from '../../i18n/agreement.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingDeskTexts } from '../../i18n/sharing-desk.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { readCondition, type TypedCondition, toTyped } from './typed-condition.ts';

const outcomes = ['positive', 'conditions', 'negative'] as const;

/** Yes, yes with conditions, or no; each with words. A condition is one that the platform can hold everybody to. */
export function AdviceForm({ edition, given }: { edition: string; given: PartyAdvice | null }) {
  const t = useTexts(sharingDeskTexts);
  const words = useTexts(agreementTexts);
  const ui = useTexts(uiTexts);
  const toast = useToast();
  const name = useId();
  const [outcome, setOutcome] = useState<AdviceOutcome>(given?.outcome ?? 'positive');
  const text = useDraft(`sharing.advice.${edition}`, given?.text ?? '');
  const [conditions, setConditions] = useState<readonly TypedCondition[]>(() =>
    (given?.conditions ?? []).map(toTyped),
  );
  const [isTried, setTried] = useState(false);
  const give = useApiChange(sharingRoutes.giveAdvice, () => {
    text.clear();
    setTried(false);
    toast({ text: t('given') });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const asked = outcome === 'conditions' ? conditions.map(readCondition) : [];
    const read = asked.filter((one) => one !== undefined);
    if (text.value.trim() === '' || read.length < asked.length) return;
    const body = { outcome, text: text.value.trim(), conditions: read };
    give.mutate({ params: { edition }, body });
  };
  const choose = (next: AdviceOutcome) => {
    setOutcome(next);
    if (next === 'conditions' && conditions.length === 0) setConditions([toTyped(undefined)]);
  };
  return (
    <form className="form" onSubmit={send}>
      <fieldset className="tick-list">
        <legend>{t('outcome')}</legend>
        <div className="stack stack-tight">
          {outcomes.map((one) => (
            <Choice
              key={one}
              type="radio"
              name={name}
              checked={outcome === one}
              hint={t(`hint.${one}`)}
              onChange={() => choose(one)}
            >
              {words(`advice.${one}`)}
            </Choice>
          ))}
        </div>
      </fieldset>
      {outcome === 'conditions' && (
        <ConditionFields conditions={conditions} isTried={isTried} onChange={setConditions} />
      )}
      <LongTextField
        label={t('why')}
        hint={t('whyHint')}
        rows={4}
        maxLength={1000}
        value={text.value}
        error={isTried && text.value.trim() === '' ? ui('reasonNeeded') : undefined}
        onChange={text.change}
      />
      <ProblemAlert error={give.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={give.isPending}>
          {t('give')}
        </ActionButton>
      </div>
    </form>
  );
}
