import type { EditionSummary } from '@datalab/server/modules/editions/editions.contract.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { StepsBar, useStepWords } from './steps-bar.tsx';
import './edition-card.css';

/** An edition at a glance: how far it is and what it waits for. */
export function EditionCard({ edition, children }: { edition: EditionSummary; children?: ReactNode }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const isFinished = edition.status === 'finished';
  const { step, waits } = useStepWords(edition);
  return (
    <Card as="li" className="edition-card">
      <p className="row small soft">
        <OrganisationPieces slugs={edition.organisations} /> {local(edition.theme)}
      </p>
      <h2 className="utrecht-heading-3">
        <Link className="card-link" to="/editions/$edition" params={{ edition: edition.slug }}>
          {local(edition.title)}
        </Link>
      </h2>
      <p className="soft">{local(edition.aim)}</p>
      {isFinished ? null : <StepsBar edition={edition} />}
      {children}
      <p className="row small">
        <strong>{isFinished ? t('cardFinished') : step}</strong>
        {edition.findings === 0 ? null : (
          <Chip tone="green">{t('cardFindings', { n: edition.findings })}</Chip>
        )}
        {isFinished || edition.currentStep === 'solve' ? null : <span className="soft">{waits}</span>}
      </p>
    </Card>
  );
}
