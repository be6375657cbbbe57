import { type EditionSummary, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { Link } from '@tanstack/react-router';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import './edition-card.css';

/** An edition at a glance: how far it is and what it waits for. */
export function EditionCard({ edition }: { edition: EditionSummary }) {
  const t = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const isFinished = edition.status === 'finished';
  const at = isFinished ? stepKeys.length : stepKeys.indexOf(edition.currentStep);
  const waits = edition.blockers === 0 ? t('cardReady') : t('cardBlockers', { n: edition.blockers });
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
      <div className="edition-card-steps" aria-hidden="true">
        {stepKeys.map((key, position) => (
          <span
            key={key}
            className={position < at ? 'edition-card-done' : position === at ? 'edition-card-current' : ''}
          />
        ))}
      </div>
      <p className="row small">
        <strong>
          {isFinished
            ? t('cardFinished')
            : `${ui('step', { n: at + 1 })}: ${t(`step.${edition.currentStep}`)}`}
        </strong>
        {edition.findings === 0 ? null : (
          <Chip tone="green">{t('cardFindings', { n: edition.findings })}</Chip>
        )}
        {edition.currentStep === 'solve' ? null : <span className="soft">{waits}</span>}
      </p>
    </Card>
  );
}
