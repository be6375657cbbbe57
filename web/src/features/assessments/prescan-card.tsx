import type { PrescanState } from '@datalab/server/modules/assessments/prescan.contract.ts';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { usePerson } from '../../app/session.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, SecondaryLink, TextLink } from '../../ui/link.tsx';
import { useSince } from '../../ui/since.ts';
import { Outcomes } from './outcomes.tsx';

const tones = { unknown: 'tint', low: 'ok', raised: 'warning', high: 'warning' } as const;

/** The risk in one sentence, why, and whom it waits for. */
export function PrescanCard({ edition, prescan }: { edition: string; prescan: PrescanState }) {
  const t = useTexts(assessmentsTexts);
  const me = usePerson();
  const mine = prescan.parties.find(({ organisation }) => organisation === me?.organisation);
  const Link = mine !== undefined && mine.missing > 0 ? PrimaryLink : SecondaryLink;
  return (
    <section className="stack">
      <Card tone={tones[prescan.risk]} className="stack">
        <Heading2>{t(`risk.${prescan.risk}`)}</Heading2>
        <p>{t(`riskMeans.${prescan.risk}`)}</p>
        {prescan.form === null ? (
          <>
            <p>{t('noForm')}</p>
            <div className="no-print">
              <TextLink to="/assessment-forms">{t('toForms')}</TextLink>
            </div>
          </>
        ) : (
          <>
            <p className="no-print">{t('prescanLead')}</p>
            <div className="no-print">
              <Link to="/editions/$edition/assessments/prescan" params={{ edition }}>
                {t(mine?.missing === 0 ? 'toPrescanAgain' : 'toPrescan')}
              </Link>
            </div>
          </>
        )}
      </Card>
      <Outcomes outcomes={prescan.outcomes} />
      <Waiting prescan={prescan} />
    </section>
  );
}

function Waiting({ prescan: { form, parties } }: { prescan: PrescanState }) {
  const t = useTexts(assessmentsTexts);
  const since = useSince();
  if (form === null) return null;
  const isWhole = parties.every(({ missing }) => missing === 0);
  return (
    <Card as="section" labelledBy="prescan-waiting" className="stack">
      <h3 className="utrecht-heading-3" id="prescan-waiting">
        {t('waiting')}
      </h3>
      {isWhole ? <p>{t('waitingNone')}</p> : null}
      <ul className="stack stack-tight plain-list">
        {parties.map(({ organisation, missing, since: from }) => (
          <li key={organisation} className="row row-between">
            <OrganisationName slug={organisation} />
            <span className="small soft">
              {missing === 0 ? t('complete') : `${t('missing', { n: missing })}, ${since(from)}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
