import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Insight, InsightWall } from '@datalab/server/modules/solutions/insights.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import '../../ui/lanes.css';
import { AgreedInsight } from './agreed-insight.tsx';
import { NoteCard } from './note-card.tsx';
import { NoteForm } from './note-form.tsx';
import { notesByTheme } from './notes-by-theme.ts';
import { SolutionLane } from './solution-lane.tsx';
import './solutions.css';
import { wallQuery } from './solutions.ts';

/** The insight wall: from single notes, through common insights, to solutions. */
export function SolveBoard({ edition }: { edition: Edition }) {
  const wall = useQuery(wallQuery(edition.slug));
  return (
    <Loaded query={wall} lines={8}>
      {(loaded) => (
        <div className="lanes">
          <NotesLane edition={edition} wall={loaded} />
          <CommonLane edition={edition.slug} insights={loaded.insights} />
          <SolutionLane edition={edition.slug} insights={loaded.insights} />
        </div>
      )}
    </Loaded>
  );
}

function NotesLane({ edition, wall }: { edition: Edition; wall: InsightWall }) {
  const t = useTexts(solutionsTexts);
  const [noting, setNoting] = useState(false);
  const groups = notesByTheme(wall.insights);
  return (
    <section className="lane lane-lilac" aria-labelledby="lane-notes">
      <h2 className="utrecht-heading-2" id="lane-notes">
        {t('notes')}
      </h2>
      <ActionButton permission={wall.may.note} onClick={() => setNoting(true)}>
        {t('noteAdd')}
      </ActionButton>
      {groups.length === 0 ? <EmptyState title={t('notesNone')} /> : null}
      {groups.map(({ theme, notes }) => (
        <div key={theme ?? ''} className="stack stack-tight">
          {theme === null ? null : <h3 className="utrecht-heading-3">{theme}</h3>}
          <ul className="stack stack-tight plain-list">
            {notes.map((insight) => (
              <NoteCard key={insight.id} edition={edition} wall={wall} insight={insight} />
            ))}
          </ul>
        </div>
      ))}
      <Dialog title={t('noteAdd')} open={noting} onClose={() => setNoting(false)}>
        <NoteForm edition={edition} wall={wall} onDone={() => setNoting(false)} />
      </Dialog>
    </section>
  );
}

function CommonLane({ edition, insights }: { edition: string; insights: readonly Insight[] }) {
  const t = useTexts(solutionsTexts);
  const common = insights.filter(({ state }) => state !== 'note');
  return (
    <section className="lane lane-mint" aria-labelledby="lane-common">
      <h2 className="utrecht-heading-2" id="lane-common">
        {t('common')}
      </h2>
      {common.length === 0 ? <EmptyState title={t('commonNone')} /> : null}
      <ul className="stack stack-tight plain-list">
        {common.map((insight) => (
          <AgreedInsight key={insight.id} edition={edition} insight={insight} />
        ))}
      </ul>
    </section>
  );
}
