import {
  type Budget,
  type ReleaseOverview,
  releasesRoutes,
} from '@datalab/server/modules/releases/releases.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { checkBudget, limits } from './budget.ts';

interface QueryBudgetFormProps {
  readonly edition: string;
  readonly budget: ReleaseOverview['budget'];
}

/** Every limit as a number of its own, and only together with the reason. */
export function QueryBudgetForm({ edition, budget }: QueryBudgetFormProps) {
  const t = useTexts(releasesTexts);
  const ui = useTexts(uiTexts);
  const { language } = useLanguage();
  const draft = (name: string) => `releases.${edition}.${name}`;
  const fields = {
    cellsOfEdition: useDraft(draft('cellsOfEdition'), String(budget.cellsOfEdition)),
    cellsOfPerson: useDraft(draft('cellsOfPerson'), String(budget.cellsOfPerson)),
    days: useDraft(draft('days'), String(budget.days)),
    choicesPerColumn: useDraft(draft('choicesPerColumn'), String(budget.choicesPerColumn)),
  };
  const reason = useDraft(draft('reason'), '');
  const [tried, setTried] = useState(false);
  const decide = useApiChange(releasesRoutes.extendBudget, () => {
    for (const field of [...Object.values(fields), reason]) field.clear();
  });
  const asked: Budget = {
    cellsOfEdition: Number(fields.cellsOfEdition.value),
    cellsOfPerson: Number(fields.cellsOfPerson.value),
    days: Number(fields.days.value),
    choicesPerColumn: Number(fields.choicesPerColumn.value),
  };
  const wrong = checkBudget(asked);
  const isSame = limits.every(({ name }) => asked[name] === budget[name]);
  const hasReason = reason.value.trim() !== '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.size > 0 || isSame || !hasReason) return;
    decide.mutate({ params: { edition }, body: { ...asked, reason: reason.value } });
  };
  const errorOf = (name: keyof Budget, most: number): string | undefined => {
    const problem = tried ? wrong.get(name) : undefined;
    if (problem === 'out-of-range') return t('wholeNumber', { most: formatNumber(most, language) });
    return problem === 'above-edition' ? t('personAboveEdition') : undefined;
  };
  return (
    <details className="budget-change">
      <summary>{t('change')}</summary>
      <form className="form" onSubmit={send} noValidate>
        {limits.map(({ name, most }) => (
          <TextField
            key={name}
            type="number"
            label={t(name)}
            hint={name === 'choicesPerColumn' ? t('choicesHint') : undefined}
            value={fields[name].value}
            error={errorOf(name, most)}
            onChange={fields[name].change}
          />
        ))}
        <LongTextField
          label={t('reason')}
          rows={2}
          maxLength={1000}
          value={reason.value}
          error={tried && !hasReason ? ui('reasonNeeded') : undefined}
          onChange={reason.change}
        />
        {tried && isSame && <p role="alert">{t('nothingChanged')}</p>}
        <ProblemAlert error={decide.error} />
        <div>
          <ActionButton look="primary" type="submit" busy={decide.isPending}>
            {t('decide')}
          </ActionButton>
        </div>
      </form>
    </details>
  );
}
