import type { EditionSummary } from '@datalab/server/modules/editions/editions.contract.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useOrganisations } from '../../app/session.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import './edition-card.css';
import { isMine, type Listed } from './overview.ts';
import { StepsBar, useStepWords } from './steps-bar.tsx';

/** An edition in one line of the overview: its subject, the organisation that started it, its progress. */
export function EditionLine({ edition, children }: { edition: Listed; children?: ReactNode }) {
  const t = useTexts(editionsTexts);
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
        <p className="row small soft edition-line-about">
          {isMine(edition) ? <OrganisationPieces slugs={edition.organisations} /> : null} {about.join(' · ')}
        </p>
        {isMine(edition) && edition.status !== 'finished' ? <p>{local(edition.aim)}</p> : null}
        {children}
      </div>
      {isMine(edition) ? <HowFar edition={edition} /> : <p className="small soft">{t('lineElsewhere')}</p>}
    </Card>
  );
}

function HowFar({ edition }: { edition: EditionSummary }) {
  const t = useTexts(editionsTexts);
  const { step, waits } = useStepWords(edition);
  return (
    <div className="edition-line-steps">
      {edition.status === 'finished' ? (
        <Chip tone="green">{t('lineFinished', { n: edition.findings })}</Chip>
      ) : (
        <>
          <StepsBar edition={edition} />
          <p className="small">
            <strong>{step}</strong> <span className="soft">· {waits}</span>
          </p>
        </>
      )}
    </div>
  );
}
