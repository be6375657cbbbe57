import type { Finding } from '@datalab/server/modules/analyses/answer.contract.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ProtectedNumber } from '../../ui/numbers/protected-number.tsx';
import { protectedValueToText } from '../../ui/numbers/protected-text.ts';
import { findingToParts } from './finding-parts.ts';

/** The sentence of a finding with its numbers in bold. */
export function FindingText({ finding }: { finding: Pick<Finding, 'text' | 'figures'> }) {
  const local = useLocal();
  return findingToParts(local(finding.text), finding.figures).map((part) =>
    part.kind === 'text' ? (
      <span key={part.at}>{part.text}</span>
    ) : (
      <strong key={part.at}>
        <ProtectedNumber value={part.value} style={part.share ? 'share' : 'count'} />
      </strong>
    ),
  );
}

/** The same sentence as plain text, for titles and links. */
export function useFindingText(): (finding: Pick<Finding, 'text' | 'figures'>) => string {
  const t = useTexts(chartTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const words = { suppressed: t('suppressed'), uncertain: t('uncertain'), missing: t('missing') };
  return (finding) =>
    findingToParts(local(finding.text), finding.figures)
      .map((part) =>
        part.kind === 'text'
          ? part.text
          : protectedValueToText(part.value, words, language, part.share ? 'share' : 'count'),
      )
      .join('');
}
