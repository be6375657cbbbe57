import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Solution, SolutionBoard } from '@datalab/server/modules/solutions/solutions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { WithdrawnMark } from '../editions/withdrawn-mark.tsx';
import { SolutionImpact } from '../impact/step-impact.tsx';
import { FeasibilitySection } from './feasibility-section.tsx';
import { InsightBasis } from './insight-basis.tsx';
import { RealisationSection } from './realisation-section.tsx';
import './solutions.css';
import { boardQuery, solutionTones, wallQuery } from './solutions.ts';

export function SolutionPage() {
  const { edition: slug, solution } = useParams({ from: '/editions/$edition/solutions/$solution' });
  const board = useQuery(boardQuery(slug));
  return (
    <LoadedEdition slug={slug} query={board}>
      {(edition, known) => {
        const found = known.solutions.find(({ id }) => id === solution);
        if (found === undefined) return <NotFoundPage />;
        return <Whole key={found.id} edition={edition} board={known} solution={found} />;
      }}
    </LoadedEdition>
  );
}

interface WholeProps {
  readonly edition: Edition;
  readonly board: SolutionBoard;
  readonly solution: Solution;
}

/** One solution, from the insight it follows from to the tasks. */
function Whole({ edition, board, solution }: WholeProps) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  return (
    <EditionPage
      title={local(solution.title)}
      lead={local(solution.text)}
      edition={edition}
      step="solve"
      here={local(solution.title)}
      actions={<Chip tone={solutionTones[solution.state]}>{t(`state.${solution.state}`)}</Chip>}
    >
      <section>
        <Heading2>{t('followsFrom')}</Heading2>
        <Card>
          <ul className="stack stack-tight plain-list">
            {solution.insights.map(({ id, text }) => (
              <li key={id}>
                {local(text)}
                <BasisOf edition={edition.slug} insight={id} />
              </li>
            ))}
          </ul>
          <WithdrawnMark withdrawn={solution.withdrawn} />
        </Card>
      </section>
      <FeasibilitySection edition={edition.slug} solution={solution} />
      <RealisationSection edition={edition} board={board} solution={solution} />
      {solution.realisation === null ? null : (
        <section>
          <Heading2>{t('impact')}</Heading2>
          <Card>
            <SolutionImpact edition={edition.slug} solution={solution.id} />
          </Card>
        </section>
      )}
    </EditionPage>
  );
}

/** What an insight rests on, with the way to each finding and its evidence. */
function BasisOf({ edition, insight }: { edition: string; insight: string }) {
  const wall = useQuery(wallQuery(edition));
  const found = wall.data?.insights.find(({ id }) => id === insight);
  return found === undefined ? null : <InsightBasis edition={edition} insight={found} />;
}
