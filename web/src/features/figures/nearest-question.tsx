import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiQuery } from '../../app/query.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { queryToSentence } from './sentence.ts';

interface NearestQuestionProps {
  readonly edition: string;
  readonly query: AnalysisQuery;
  /** Puts the question in one click; without it the question is only named. */
  readonly onAsk?: ((query: AnalysisQuery) => void) | undefined;
  readonly busy?: boolean;
  /** Where else it can be asked. */
  readonly children?: ReactNode;
}

/** The nearest question that is answered, read out as a sentence, with one button that asks it. */
export function NearestQuestion({ edition, query, onAsk, busy = false, children }: NearestQuestionProps) {
  const t = useTexts(analysesTexts);
  const { language } = useLanguage();
  const options = useQuery(apiQuery(analysesRoutes.listQueryOptions, { params: { edition } }));
  return (
    <div className="nearest-question stack stack-tight">
      {options.data && (
        <p>
          {t('nearest')} <strong>{queryToSentence(query, options.data, t, language)}</strong>
        </p>
      )}
      {onAsk && (
        <div>
          <ActionButton busy={busy} onClick={() => onAsk(query)}>
            {t(busy ? 'running' : 'askNearest')}
          </ActionButton>
        </div>
      )}
      {children}
    </div>
  );
}
