import type { Evidence } from '@datalab/server/modules/analyses/evidence.contract.ts';
import { evidenceTexts } from '../../i18n/evidence.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Alert } from '../../ui/alert.tsx';
import { TextLink } from '../../ui/link.tsx';

interface EarlierRulesNoticeProps {
  readonly evidence: Pick<Evidence, 'analysis' | 'answers' | 'edition' | 'underEarlierRules'>;
  /** Whether the page is that of the analysis itself. */
  readonly isOnAnalysis?: boolean;
}

/** Why the figures of an older result are not shown, or to whom they are, and the way to those of today. */
export function EarlierRulesNotice({ evidence, isOnAnalysis = false }: EarlierRulesNoticeProps) {
  const t = useTexts(evidenceTexts);
  const { analysis, answers, edition, underEarlierRules } = evidence;
  if (!underEarlierRules) return null;
  return (
    <Alert type="info">
      <p>{t(answers.length > 0 ? 'earlierForYou' : 'earlierNotShown')}</p>
      {!isOnAnalysis && (
        <p>
          <TextLink
            to="/editions/$edition/analyses/$analysis"
            params={{ edition: edition.slug, analysis: analysis.id }}
          >
            {t('toAskAgain')}
          </TextLink>
        </p>
      )}
    </Alert>
  );
}
