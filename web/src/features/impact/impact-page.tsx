import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { FollowedGoal, ImpactBoard } from '@datalab/server/modules/impact/impact.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { impactTexts } from '../../i18n/impact.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useNarrow } from '../../ui/collapsible.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { Followed } from './followed.tsx';
import './impact.css';
import { impactQuery } from './impact.ts';
import { IndicatorForm } from './indicator-form.tsx';
import { IndicatorSection } from './indicator-section.tsx';
import { OpenGoals } from './open-goals.tsx';

export function ImpactPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/impact' });
  const board = useQuery(impactQuery(slug));
  return (
    <LoadedEdition slug={slug} query={board}>
      {(edition, known) => <Whole edition={edition} board={known} />}
    </LoadedEdition>
  );
}

/** Each indicator as a sentence with its number, the months below it, how we know, and what people say. */
function Whole({ edition, board }: { edition: Edition; board: ImpactBoard }) {
  const t = useTexts(impactTexts);
  const narrow = useNarrow();
  const [adding, setAdding] = useState<'any' | FollowedGoal['id'] | null>(null);
  return (
    <EditionPage
      title={t('title')}
      lead={t('lead')}
      edition={edition}
      step="solve"
      here={t('title')}
      actions={
        <ActionButton permission={board.may.add} onClick={() => setAdding('any')}>
          {t('add')}
        </ActionButton>
      }
    >
      <div className="stack stack-tight">
        <Followed followed={board.followed} />
        <OpenGoals goals={board.goals} mayBegin={board.may.add.allowed} onBegin={setAdding} />
      </div>
      {board.indicators.length === 0 ? <EmptyState title={t('none')} /> : null}
      {board.indicators.map((indicator, place) => (
        <IndicatorSection
          key={indicator.id}
          edition={edition.slug}
          indicator={indicator}
          open={place === 0 || !narrow}
        />
      ))}
      <Dialog title={t('add')} open={adding !== null} onClose={() => setAdding(null)}>
        <IndicatorForm
          edition={edition.slug}
          goal={adding === 'any' ? null : adding}
          onDone={() => setAdding(null)}
        />
      </Dialog>
    </EditionPage>
  );
}
