import type { AnalysisSummary } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { Link } from '@tanstack/react-router';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { WithdrawnMark } from '../editions/withdrawn-mark.tsx';
import { AnswerPreview } from '../figures/answer-preview.tsx';
import { FindingUse } from '../solutions/finding-use.tsx';
import { FindingText } from './finding-text.tsx';
import './analyses.css';

/** What was found, in one sentence, whose data it is made of, and a small drawing; leads to the evidence. */
export function FindingCard({ analysis, edition }: { analysis: AnalysisSummary; edition: string }) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const sentence = analysis.finding ? (
    <FindingText finding={analysis.finding} plain />
  ) : (
    local(analysis.title)
  );
  return (
    <Card as="article" className="finding-card">
      <div className="finding-card-words">
        <h3 className="finding-card-sentence">
          {analysis.evidence && analysis.finding ? (
            <Link className="card-link" to="/evidence/$evidence" params={{ evidence: analysis.evidence }}>
              {sentence}
            </Link>
          ) : (
            <Link
              className="card-link"
              to="/editions/$edition/analyses/$analysis"
              params={{ edition, analysis: analysis.id }}
            >
              {sentence}
            </Link>
          )}
        </h3>
        <p className="finding-card-about">
          <OrganisationPieces slugs={analysis.organisations} />
          <span>{t('fromOrganisations', { n: analysis.organisations.length })}</span>
          <span>{t('question', { n: analysis.questionNumber })}</span>
          <FindingUse edition={edition} analysis={analysis.id} />
          <OlderMark text={analysis.finding?.text ?? analysis.title} />
          {analysis.askedUnderEarlierRules && <span className="finding-card-open">{t('earlierRules')}</span>}
          {analysis.finding ? null : <span className="finding-card-open">{t('noSentence')}</span>}
        </p>
        <WithdrawnMark withdrawn={analysis.withdrawn} />
      </div>
      {analysis.preview && <AnswerPreview answer={analysis.preview} />}
    </Card>
  );
}
