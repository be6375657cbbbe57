import type { Insight } from '@datalab/server/modules/solutions/insights.contract.ts';
import { solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TickList } from '../../ui/tick-list.tsx';

interface DirectionFormProps {
  readonly edition: string;
  /** The common insights. */
  readonly insights: readonly Insight[];
  onDone(): void;
}

/** A direction without bounds: it need not be feasible, it must follow from an insight. */
export function DirectionForm({ edition, insights, onDone }: DirectionFormProps) {
  const t = useTexts(solutionsTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const title = useDraft(`direction.${edition}.title`, '');
  const text = useDraft(`direction.${edition}.text`, '');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const propose = useApiChange(solutionsRoutes.proposeSolution, () => {
    title.clear();
    text.clear();
    onDone();
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.value.trim() === '' || text.value.trim() === '' || chosen.length === 0) return;
    propose.mutate({
      params: { edition },
      body: { title: written(title.value), text: written(text.value), insights: [...chosen] },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <p className="soft">{t('proposeHint')}</p>
      <TextField
        label={t('directionTitle')}
        maxLength={200}
        value={title.value}
        error={missing(title.value)}
        onChange={title.change}
      />
      <LongTextField
        label={t('directionText')}
        rows={3}
        maxLength={2000}
        value={text.value}
        error={missing(text.value)}
        onChange={text.change}
      />
      <TickList
        legend={t('directionInsights')}
        chosen={chosen}
        error={tried && chosen.length === 0 ? t('directionInsightsNeeded') : undefined}
        onChange={setChosen}
        options={insights.map(({ id, text: words }) => ({ value: id, label: local(words) }))}
      />
      <ProblemAlert error={propose.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={propose.isPending}>
          {t('directionSave')}
        </ActionButton>
      </div>
    </form>
  );
}
