import { useQuery } from '@tanstack/react-query';
import { factorsTexts } from '../../i18n/factors.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { FactorCards, factorsQuery } from './factors.tsx';

/** In place of every page, until the person has the second factor that their organisation demands. */
export function SetUpFactorPage({ onKept }: { onKept: () => void }) {
  const t = useTexts(factorsTexts);
  const query = useQuery(factorsQuery);
  return (
    <Page title={t('demandTitle')} lead={t('demandLead')}>
      <Loaded query={query} lines={4}>
        {(factors) => <FactorCards factors={factors} onKept={onKept} />}
      </Loaded>
    </Page>
  );
}
