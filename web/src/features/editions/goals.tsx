import { type Edition, editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import type { EditionGoal, Goal } from '@datalab/server/modules/editions/goals.contract.ts';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LocalTextView, OutdatedMark } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { GoalForm } from './goal-form.tsx';
import { Review } from './goal-review.tsx';
import './goals.css';

export function Goals({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const [editing, setEditing] = useState<Goal | 'new' | null>(null);
  const { editJointGoal, editOwnGoal } = edition.may;
  const mayAdd = editJointGoal.allowed ? editJointGoal : editOwnGoal;
  const groups = goalsByOrganisation(edition.goals);
  return (
    <>
      {groups.length === 0 ? <EmptyState title={t('goalsNone')} /> : null}
      {groups.map(({ organisation, goals }) => (
        <Card key={organisation ?? 'joint'} className="lane-note">
          <h3 className="utrecht-heading-3">
            {organisation === null ? t('goalJoint') : <OrganisationName slug={organisation} />}
          </h3>
          <ul className="lane-list">
            {goals.map((goal) => (
              <GoalNote key={goal.id} edition={edition} goal={goal} onEdit={() => setEditing(goal)} />
            ))}
          </ul>
        </Card>
      ))}
      <ActionButton permission={mayAdd} onClick={() => setEditing('new')}>
        {t('goalAdd')}
      </ActionButton>
      <Dialog
        title={editing === 'new' || editing === null ? t('goalAdd') : t('goalEdit')}
        open={editing !== null}
        onClose={() => setEditing(null)}
      >
        <GoalForm
          edition={edition}
          goal={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      </Dialog>
    </>
  );
}

function GoalNote({ edition, goal, onEdit }: { edition: Edition; goal: EditionGoal; onEdit: () => void }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const mine = useMayEdit(edition, goal);
  const text = local(goal.text);
  const remove = useRemoveGoal(edition, goal);
  return (
    <li className="lane-note">
      <LocalTextView text={goal.text} />
      {goal.successCriterion === null ? (
        <p className="small criterion-missing">{t('goalNoCriterion')}</p>
      ) : (
        <>
          <p className="small soft">{t('goalCriterion', { text: local(goal.successCriterion) })}</p>
          <OutdatedMark text={goal.successCriterion} />
          <Review edition={edition.slug} goal={goal} />
        </>
      )}
      {mine ? (
        <div className="row">
          <ActionButton look="subtle" about={text} onClick={onEdit}>
            {t('goalEdit')}
          </ActionButton>
          <ActionButton
            look="subtle"
            about={text}
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { edition: edition.slug, goal: goal.id } })}
          >
            {t('goalRemove')}
          </ActionButton>
        </div>
      ) : null}
      <ProblemAlert error={remove.error} />
    </li>
  );
}

function useMayEdit(edition: Edition, goal: Goal): boolean {
  const person = usePerson();
  if (goal.organisation === null) return edition.may.editJointGoal.allowed;
  return goal.organisation === person?.organisation && edition.may.editOwnGoal.allowed;
}

function useRemoveGoal(edition: Edition, goal: Goal) {
  const t = useTexts(editionsTexts);
  const toast = useToast();
  const addBack = useApiChange(editionsRoutes.addGoal);
  const { organisation, text, successCriterion } = goal;
  return useApiChange(editionsRoutes.removeGoal, () =>
    toast({
      text: t('goalRemoved'),
      undo: () =>
        addBack.mutate({ params: { edition: edition.slug }, body: { organisation, text, successCriterion } }),
    }),
  );
}

/** The joint goals first, then those of each organisation in the order in which they came. */
export function goalsByOrganisation(
  goals: readonly EditionGoal[],
): readonly { organisation: string | null; goals: readonly EditionGoal[] }[] {
  const groups = Map.groupBy(goals, (goal) => goal.organisation);
  return [...groups]
    .map(([organisation, members]) => ({ organisation, goals: members }))
    .sort((one, other) => Number(one.organisation !== null) - Number(other.organisation !== null));
}
