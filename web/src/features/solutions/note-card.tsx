import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  type Insight,
  type InsightWall,
  insightsRoutes,
} from '@datalab/server/modules/solutions/insights.contract.ts';
import { useState } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { InsightBasis } from './insight-basis.tsx';
import { InsightText } from './insight-text.tsx';
import { SortNote } from './sort-note.tsx';

interface NoteCardProps {
  readonly edition: Edition;
  readonly wall: InsightWall;
  readonly insight: Insight;
}

/** One note on the wall. */
export function NoteCard({ edition, wall, insight }: NoteCardProps) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const [sorting, setSorting] = useState(false);
  const goal = edition.goals.find(({ id }) => id === insight.goal);
  const text = local(insight.text);
  return (
    <Card as="li" className="lane-note">
      <p className="insight-text">
        <InsightText insight={insight} />
      </p>
      <p className="small soft">
        <OrganisationPieces slugs={[insight.organisation]} /> {insight.by}
        {goal === undefined ? null : ` · ${t('forGoal', { goal: local(goal.text) })}`}
      </p>
      <InsightBasis edition={edition.slug} insight={insight} />
      <MergedNotes insight={insight} />
      <div className="row">
        <VoteButton edition={edition.slug} insight={insight} />
        {insight.may.group.allowed ? (
          <ActionButton look="subtle" about={text} onClick={() => setSorting(true)}>
            {t('sortNote')}
          </ActionButton>
        ) : null}
        {insight.may.remove.allowed ? <RemoveButton edition={edition.slug} insight={insight} /> : null}
      </div>
      <Dialog title={t('sortNoteTitle')} open={sorting} onClose={() => setSorting(false)}>
        <SortNote edition={edition.slug} wall={wall} insight={insight} onDone={() => setSorting(false)} />
      </Dialog>
    </Card>
  );
}

function VoteButton({ edition, insight }: { edition: string; insight: Insight }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const vote = useApiChange(insightsRoutes.voteForInsight);
  const withdraw = useApiChange(insightsRoutes.withdrawVote);
  const place = { params: { edition, insight: insight.id } };
  const votes = t('votes', { n: insight.votes });
  if (!insight.may.vote.allowed) return <span className="small soft">{votes}</span>;
  return (
    <>
      <ActionButton
        look={insight.votedByMe ? 'subtle' : 'secondary'}
        about={local(insight.text)}
        busy={vote.isPending || withdraw.isPending}
        onClick={() => (insight.votedByMe ? withdraw : vote).mutate(place)}
      >
        {insight.votedByMe ? t('voteBack') : t('vote')}
      </ActionButton>
      <span className="small soft" aria-live="polite">
        {votes}
      </span>
      <ProblemAlert error={vote.error ?? withdraw.error} />
    </>
  );
}

function RemoveButton({ edition, insight }: { edition: string; insight: Insight }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const remove = useApiChange(insightsRoutes.removeInsight);
  return (
    <>
      <ActionButton
        look="subtle"
        about={local(insight.text)}
        busy={remove.isPending}
        onClick={() => remove.mutate({ params: { edition, insight: insight.id } })}
      >
        {t('noteRemove')}
      </ActionButton>
      <ProblemAlert error={remove.error} />
    </>
  );
}

/** The words of those whose note went into this one. */
export function MergedNotes({ insight }: { insight: Insight }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  if (insight.merged.length === 0) return null;
  return (
    <details className="insight-basis">
      <summary>{t('merged', { n: insight.merged.length })}</summary>
      <ul className="stack stack-tight plain-list small">
        {insight.merged.map((one) => (
          <li key={one.id}>
            <OrganisationPieces slugs={[one.organisation]} /> {local(one.text)}{' '}
            <span className="soft">{one.by}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
