import type { Insight } from '@datalab/server/modules/solutions/insights.contract.ts';
import type { Solution } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { WithdrawnMark } from '../editions/withdrawn-mark.tsx';
import { SolutionImpact } from '../impact/step-impact.tsx';
import { DirectionForm } from './direction-form.tsx';
import { boardQuery, solutionTones } from './solutions.ts';

/** Where an insight may lead: directions first, then what is feasible and what is being done. */
export function SolutionLane({ edition, insights }: { edition: string; insights: readonly Insight[] }) {
  const t = useTexts(solutionsTexts);
  const board = useQuery(boardQuery(edition));
  const [proposing, setProposing] = useState(false);
  const common = insights.filter(({ state }) => state !== 'note');
  return (
    <section className="lane lane-sand" aria-labelledby="lane-solutions">
      <h2 className="utrecht-heading-2" id="lane-solutions">
        {t('solutions')}
      </h2>
      <Loaded query={board}>
        {({ solutions, may }) => (
          <>
            {common.length === 0 ? (
              <p className="small soft">{t('proposeFirst')}</p>
            ) : (
              <ActionButton permission={may.propose} onClick={() => setProposing(true)}>
                {t('propose')}
              </ActionButton>
            )}
            {solutions.length === 0 ? <EmptyState title={t('solutionsNone')} /> : null}
            <ul className="stack stack-tight plain-list">
              {solutions.map((solution) => (
                <SolutionCard key={solution.id} edition={edition} solution={solution} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <Dialog title={t('propose')} open={proposing} onClose={() => setProposing(false)}>
        <DirectionForm edition={edition} insights={common} onDone={() => setProposing(false)} />
      </Dialog>
    </section>
  );
}

function SolutionCard({ edition, solution }: { edition: string; solution: Solution }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const done = solution.tasks.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <Card as="li" className="lane-note">
      <h3 className="utrecht-heading-3">
        <TextLink to="/editions/$edition/solutions/$solution" params={{ edition, solution: solution.id }}>
          {local(solution.title)}
        </TextLink>
      </h3>
      <p className="row">
        <Chip tone={solutionTones[solution.state]}>{t(`state.${solution.state}`)}</Chip>
        <span className="small soft">{t('fromInsights', { n: solution.insights.length })}</span>
      </p>
      <WithdrawnMark withdrawn={solution.withdrawn} />
      {solution.tasks.length === 0 ? null : (
        <p className="small soft">
          <OrganisationPieces slugs={[...new Set(solution.tasks.map(({ organisation }) => organisation))]} />{' '}
          {t('tasksDone', { done, total: solution.tasks.length })}
        </p>
      )}
      {solution.realisation === null ? null : <SolutionImpact edition={edition} solution={solution.id} />}
    </Card>
  );
}
