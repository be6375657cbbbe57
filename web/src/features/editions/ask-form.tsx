import { analysesRoutes, type Rung, rung } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { editionsTexts } from '../../i18n/editions.en.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.en.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

export function AskForm({ edition, onDone }: { edition: Edition; onDone: () => void }) {
  const t = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const text = useDraft(`question.${edition.slug}`, '');
  const [goal, setGoal] = useState(edition.goals[0]?.id ?? '');
  const [chosen, setChosen] = useState<Rung>('descriptive');
  const [missing, setMissing] = useState(false);
  const ask = useApiChange(analysesRoutes.askQuestion, () => {
    text.clear();
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.value.trim() === '');
    if (text.value.trim() === '') return;
    ask.mutate({ params: { edition: edition.slug }, body: { goal, text: text.value, rung: chosen } });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('questionText')}
        rows={2}
        maxLength={2000}
        value={text.value}
        error={missing ? ui('fieldNeeded') : undefined}
        onChange={text.change}
      />
      <SelectField
        label={t('questionGoal')}
        value={goal}
        onChange={setGoal}
        options={edition.goals.map((option) => ({ value: option.id, label: local(option.text) }))}
      />
      <SelectField
        label={t('questionRung')}
        value={chosen}
        onChange={(value) => setChosen(rung.options.find((option) => option === value) ?? chosen)}
        options={rung.options.map((option) => ({ value: option, label: t(`rungHint.${option}`) }))}
      />
      <ProblemAlert error={ask.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={ask.isPending}>
          {t('questionAsk')}
        </ActionButton>
      </div>
    </form>
  );
}
