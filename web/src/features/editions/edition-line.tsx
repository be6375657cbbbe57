import { stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { Link } from '@tanstack/react-router';
import { useOrganisations } from '../../app/session.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { Card } from '../../ui/card.tsx';
import './edition-card.css';
import { isMine, type Listed } from './overview.ts';

/** An edition in one line of the overview: its subject, the organisation that started it, its progress. */
export function EditionLine({ edition }: { edition: Listed }) {
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const region = isMine(edition) && edition.region !== null ? [local(edition.region)] : [];
  const about = [local(edition.theme), ...region, local(nameOf(edition.initiator))];
  return (
    <Card as="li" className="edition-line">
      <div>
        <h3 className="utrecht-heading-3">
          {isMine(edition) ? (
            <Link className="card-link" to="/editions/$edition" params={{ edition: edition.slug }}>
              {local(edition.title)}
            </Link>
          ) : (
            local(edition.title)
          )}
        </h3>
        <p className="small soft">{about.join(' · ')}</p>
      </div>
      <HowFar edition={edition} />
    </Card>
  );
}

function HowFar({ edition }: { edition: Listed }) {
  const t = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  if (!isMine(edition)) return <p className="small soft">{t('lineElsewhere')}</p>;
  const isFinished = edition.status === 'finished';
  const at = isFinished ? stepKeys.length : stepKeys.indexOf(edition.currentStep);
  const waits = edition.blockers === 0 ? t('cardReady') : t('cardBlockers', { n: edition.blockers });
  return (
    <div className="edition-line-steps">
      <div className="edition-card-steps" aria-hidden="true">
        {stepKeys.map((key, position) => (
          <span
            key={key}
            className={position < at ? 'edition-card-done' : position === at ? 'edition-card-current' : ''}
          />
        ))}
      </div>
      <p className="small">
        {isFinished ? (
          t('lineFinished', { n: edition.findings })
        ) : (
          <>
            <strong>
              {ui('step', { n: at + 1 })}: {t(`step.${edition.currentStep}`)}
            </strong>{' '}
            <span className="soft">· {waits}</span>
          </>
        )}
      </p>
    </div>
  );
}
