import { assessmentsLinkTexts } from '../../i18n/assessments-link.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { SecondaryLink } from '../../ui/link.tsx';

/** The link to risk and ethics, from the first step on. */
export function AssessmentsCard({ edition }: { edition: string }) {
  const t = useTexts(assessmentsLinkTexts);
  return (
    <Card as="section" labelledBy="assessments" className="lane-note">
      <h2 className="utrecht-heading-3" id="assessments">
        {t('title')}
      </h2>
      <p className="small soft">{t('lead')}</p>
      <div>
        <SecondaryLink to="/editions/$edition/assessments" params={{ edition }}>
          {t('open')}
        </SecondaryLink>
      </div>
    </Card>
  );
}
