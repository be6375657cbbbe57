import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { OriginLink } from '../features/closing/origin-link.tsx';
import { DataNeeded } from '../features/editions/data-needed.tsx';
import { Goals } from '../features/editions/goals.tsx';
import { RoomOpenGoals } from '../features/impact/open-goals.tsx';
import { PreparationCard } from '../features/preparation/preparation-card.tsx';
import { ReadinessCard } from '../features/readiness/readiness-card.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { useTexts } from '../i18n/language.tsx';
import { EditionRoom } from './edition-room.tsx';
import { Participations } from './participations.tsx';
import '../ui/lanes.css';
import { Questions } from '../features/questions/questions.tsx';

/** Step one: why we do this, what we want to know, and who brings what. */
export function PrioritiseRoom({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <EditionRoom edition={edition} step="prioritise" title={t('prioritiseTitle')} lead={t('prioritiseLead')}>
      <PreparationCard edition={edition.slug} />
      <OriginLink edition={edition.slug} />
      <div className="lanes">
        <section className="lane lane-lilac" aria-labelledby="lane-why">
          <h2 className="utrecht-heading-2" id="lane-why">
            {t('why')}
          </h2>
          <Goals edition={edition} />
          <RoomOpenGoals edition={edition} />
        </section>
        <section className="lane lane-mint" aria-labelledby="lane-what">
          <h2 className="utrecht-heading-2" id="lane-what">
            {t('what')}
          </h2>
          <Questions edition={edition} />
        </section>
        <section className="lane lane-sand" aria-labelledby="lane-how">
          <h2 className="utrecht-heading-2" id="lane-how">
            {t('how')}
          </h2>
          <Participations edition={edition} />
          <ReadinessCard edition={edition.slug} />
          <DataNeeded edition={edition} />
        </section>
      </div>
    </EditionRoom>
  );
}
