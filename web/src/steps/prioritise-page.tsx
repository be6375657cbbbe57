import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { AssessmentsCard } from '../features/assessments/assessments-card.tsx';
import { OriginLink } from '../features/closing/origin-link.tsx';
import { DataNeeded } from '../features/editions/data-needed.tsx';
import { Goals } from '../features/editions/goals.tsx';
import { StepOpenGoals } from '../features/impact/open-goals.tsx';
import { PreparationCard } from '../features/preparation/preparation-card.tsx';
import { ReadinessCard } from '../features/readiness/readiness-card.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { useTexts } from '../i18n/language.tsx';
import { Participations } from './participations.tsx';
import { StepPage } from './step-page.tsx';
import '../ui/lanes.css';
import { Questions } from '../features/questions/questions.tsx';

/** Step one: the goals, the questions, and the data each organisation brings. */
export function PrioritisePage({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <StepPage edition={edition} step="prioritise" title={t('prioritiseTitle')} lead={t('prioritiseLead')}>
      <div className="before-lanes">
        <PreparationCard edition={edition.slug} />
        <div className="stack">
          <ReadinessCard edition={edition.slug} />
          <AssessmentsCard edition={edition.slug} />
        </div>
      </div>
      <OriginLink edition={edition.slug} />
      <div className="lanes">
        <section className="lane lane-lilac" id="why" tabIndex={-1} aria-labelledby="lane-why">
          <h2 className="utrecht-heading-2" id="lane-why">
            {t('why')}
          </h2>
          <Goals edition={edition} />
          <StepOpenGoals edition={edition} />
        </section>
        <section className="lane lane-mint" id="what" tabIndex={-1} aria-labelledby="lane-what">
          <h2 className="utrecht-heading-2" id="lane-what">
            {t('what')}
          </h2>
          <Questions edition={edition} />
          <DataNeeded edition={edition} />
        </section>
        <section className="lane lane-sand" aria-labelledby="lane-how">
          <h2 className="utrecht-heading-2" id="lane-how">
            {t('how')}
          </h2>
          <Participations edition={edition} />
        </section>
      </div>
    </StepPage>
  );
}
