import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { FollowedGoal } from '@datalab/server/modules/impact/impact.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { usePerson } from '../../app/session.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextLink } from '../../ui/link.tsx';
import './impact.css';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { goalWords, impactQuery, openGoalsOf } from './impact.ts';

interface OpenGoalsProps {
  readonly goals: readonly FollowedGoal[];
  readonly mayBegin: boolean;
  onBegin(goal: string): void;
}

/** One line for each goal that nothing measures now, with the way to begin. */
export function OpenGoals({ goals, mayBegin, onBegin }: OpenGoalsProps) {
  const t = useTexts(impactTexts);
  const local = useLocal();
  const open = openGoalsOf(goals);
  if (open.length === 0) return null;
  return (
    <ul className="open-goals plain-list" aria-label={t('openGoals')}>
      {open.map(({ id, title, state }) => (
        <li key={id} className="row row-between">
          <span>
            <strong>{local(title)}</strong> <OlderMark text={title} />{' '}
            <span className="soft">{t(goalWords[state])}</span>
          </span>
          {mayBegin ? (
            <ActionButton look="subtle" about={local(title)} onClick={() => onBegin(id)}>
              {t('add')}
            </ActionButton>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Elsewhere: how many goals nothing measures now, and where to change that. */
export function OpenGoalsNote({ edition, goals }: { edition: string; goals: readonly FollowedGoal[] }) {
  const t = useTexts(impactTexts);
  const n = openGoalsOf(goals).length;
  if (n === 0) return null;
  return (
    <p className="open-goals-note">
      {t('openGoalsCount', { n })}{' '}
      <TextLink to="/editions/$edition/impact" params={{ edition }}>
        {t('toOpenGoals')}
      </TextLink>
    </p>
  );
}

/** The same on a step page that does not know the measurements itself, once there is something to measure with. */
export function StepOpenGoals({ edition }: { edition: Edition }) {
  const person = usePerson();
  const isIn = edition.participations.some(
    ({ organisation, decision }) => organisation === person?.organisation && decision === 'in',
  );
  const isBegun = edition.currentStep === 'analyse' || edition.currentStep === 'solve';
  const board = useQuery({ ...impactQuery(edition.slug), enabled: isIn && isBegun });
  return board.data === undefined ? null : <OpenGoalsNote edition={edition.slug} goals={board.data.goals} />;
}
