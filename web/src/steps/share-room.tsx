import { deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../app/query.ts';
import { isRunning, pollMs } from '../features/deliveries/delivery-state.ts';
import { Desk } from '../features/deliveries/desk.tsx';
import { deliveriesTexts } from '../i18n/deliveries.ts';
import { useTexts } from '../i18n/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EditionRoom } from './edition-room.tsx';

/** Step three: every agreed data set with what was delivered, and who must still deliver. */
export function ShareRoom({ edition }: { edition: Edition }) {
  const t = useTexts(deliveriesTexts);
  const desks = useQuery({
    ...apiQuery(deliveriesRoutes.listDesks, { params: { edition: edition.slug } }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ running }) => running && isRunning(running)) ? pollMs : false,
  });
  return (
    <EditionRoom edition={edition} step="share" title={t('title')} lead={t('lead')}>
      <Loaded query={desks} lines={8}>
        {(loaded) =>
          loaded.length === 0 ? (
            <EmptyState title={t('noDataSets')}>
              <p className="soft">{t('noDataSetsHint')}</p>
            </EmptyState>
          ) : (
            <ul className="stack plain-list">
              {loaded.map((desk) => (
                <Desk key={desk.dataSet} edition={edition.slug} desk={desk} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </EditionRoom>
  );
}
