import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type Solution, solutionsRoutes } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface StartFormProps {
  readonly edition: Edition;
  readonly solution: Solution;
  onDone(): void;
}

/** The three questions of realisation. */
export function StartForm({ edition, solution, onDone }: StartFormProps) {
  const t = useTexts(solutionsTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const arrange = useDraft(`start.${solution.id}.arrange`, '');
  const follow = useDraft(`start.${solution.id}.follow`, '');
  const candidates = edition.participations.filter(({ decision }) => decision === 'in');
  const [lead, setLead] = useState(candidates[0]?.organisation ?? '');
  const [tried, setTried] = useState(false);
  const start = useApiChange(solutionsRoutes.startSolution, () => {
    arrange.clear();
    follow.clear();
    onDone();
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (arrange.value.trim() === '' || follow.value.trim() === '') return;
    start.mutate({
      params: { edition: edition.slug, solution: solution.id },
      body: { arrange: written(arrange.value), puller: lead, follow: written(follow.value) },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('arrange')}
        rows={2}
        maxLength={2000}
        value={arrange.value}
        error={missing(arrange.value)}
        onChange={arrange.change}
      />
      <SelectField
        label={t('puller')}
        hint={t('pullerHint')}
        value={lead}
        onChange={setLead}
        options={candidates.map(({ organisation }) => ({
          value: organisation,
          label: local(nameOf(organisation)),
        }))}
      />
      <LongTextField
        label={t('follow')}
        rows={2}
        maxLength={2000}
        value={follow.value}
        error={missing(follow.value)}
        onChange={follow.change}
      />
      <ProblemAlert error={start.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={start.isPending}>
          {t('start')}
        </ActionButton>
      </div>
    </form>
  );
}
