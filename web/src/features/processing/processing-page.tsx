import { processingRoutes } from '@datalab/server/modules/processing/processing.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { processingTexts } from '../../i18n/processing.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { Operations } from './operations.tsx';
import { TakeAlong } from './take-along.tsx';

const newest = 100;

export function ProcessingPage() {
  const t = useTexts(processingTexts);
  const query = useQuery(apiQuery(processingRoutes.listProcessing, { query: { limit: newest } }));
  return (
    <Page title={t('title')} lead={t('lead')}>
      <p>
        <TextLink to="/audit">{t('toLog')}</TextLink>
      </p>
      <Loaded query={query} lines={8}>
        {({ operations, total }) =>
          operations.length === 0 ? (
            <EmptyState title={t('empty')} />
          ) : (
            <div className="stack">
              <p role="status">
                {t('count', { n: total })}
                {total > operations.length ? ` · ${t('newest', { n: operations.length })}` : null}
              </p>
              <Operations operations={operations} />
              <TakeAlong />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
