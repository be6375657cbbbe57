import { type Edition, editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Goal } from '@datalab/server/modules/editions/goals.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { CriterionHelp } from './criterion-help.tsx';

interface GoalFormProps {
  readonly edition: Edition;
  /** Null for a new goal. */
  readonly goal: Goal | null;
  onDone(): void;
}

const joint = '';

export function GoalForm({ edition, goal, onDone }: GoalFormProps) {
  const t = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  const { language } = useLanguage();
  const draftKey = `goal.${edition.slug}.${goal?.id ?? 'new'}`;
  const text = useTextDraft(`${draftKey}.text`, goal?.text ?? null);
  const criterion = useTextDraft(`${draftKey}.criterion`, goal?.successCriterion ?? null);
  const owners = useOwners(edition);
  const [owner, setOwner] = useState(owners[0]?.value ?? joint);
  const [missing, setMissing] = useState(false);
  const done = () => {
    text.clear();
    criterion.clear();
    onDone();
  };
  const add = useApiChange(editionsRoutes.addGoal, done);
  const change = useApiChange(editionsRoutes.changeGoal, done);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.change === null);
    if (text.change === null) return;
    const body = { text: text.change, successCriterion: criterion.change };
    if (goal !== null) change.mutate({ params: { edition: edition.slug, goal: goal.id }, body });
    else {
      const organisation = owner === joint ? null : owner;
      add.mutate({ params: { edition: edition.slug }, body: { ...body, organisation } });
    }
  };
  return (
    <form className="form" onSubmit={save}>
      {goal === null && owners.length > 1 ? (
        <SelectField label={t('goalWhose')} value={owner} onChange={setOwner} options={owners} />
      ) : null}
      <LocalTextField
        label={t('goalText')}
        hint={t('goalTextHint')}
        rows={2}
        maxLength={2000}
        draft={text}
        error={missing ? ui('fieldNeeded') : undefined}
      />
      <LocalTextField
        label={t('goalCriterionLabel')}
        hint={t('goalCriterionHint')}
        rows={2}
        maxLength={2000}
        removable
        draft={criterion}
      />
      <CriterionHelp onUse={(sentence) => criterion.write({ ...criterion.typed, [language]: sentence })} />
      <ProblemAlert error={add.error ?? change.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={add.isPending || change.isPending}>
          {ui('save')}
        </ActionButton>
      </div>
    </form>
  );
}

function useOwners(edition: Edition): { value: string; label: string }[] {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const person = usePerson();
  const { nameOf } = useOrganisations();
  const shared = edition.may.editJointGoal.allowed ? [{ value: joint, label: t('goalJoint') }] : [];
  const own =
    person !== null && edition.may.editOwnGoal.allowed
      ? [{ value: person.organisation, label: local(nameOf(person.organisation)) }]
      : [];
  return [...shared, ...own];
}
