import { useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { Card } from '../../ui/card.tsx';
import { SecondaryLink } from '../../ui/link.tsx';

/** The link to the readiness of the organisations, on the page where the plan is made. */
export function ReadinessCard({ edition }: { edition: string }) {
  const t = useTexts(readinessTexts);
  return (
    <Card as="section" labelledBy="readiness" className="lane-note">
      <h2 className="utrecht-heading-3" id="readiness">
        {t('open')}
      </h2>
      <p className="small soft">{t('openLead')}</p>
      <div>
        <SecondaryLink to="/editions/$edition/readiness" params={{ edition }}>
          {t('planWhy')}
        </SecondaryLink>
      </div>
    </Card>
  );
}
