import { catalogueRoutes, type DataSet } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery } from '../../app/query.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { downloadText } from '../../ui/charts/download.ts';
import { CodeBox } from '../../ui/code-box.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { Loaded } from '../../ui/query-state.tsx';

/** The contract itself: to read here or to download. */
export function ContractCard({ dataSet }: { dataSet: Pick<DataSet, 'id' | 'contractVersion'> }) {
  const t = useTexts(catalogueTexts);
  const [open, setOpen] = useState(false);
  const query = useQuery({
    ...apiQuery(catalogueRoutes.getContract, { params: { dataSet: dataSet.id } }),
    enabled: open,
  });
  return (
    <section className="stack">
      <Heading2>{t('contract')}</Heading2>
      <Card>
        <p>{t('contractLead')}</p>
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            {t('showContract')} ({dataSet.contractVersion})
          </summary>
          {open && (
            <Loaded query={query}>
              {({ contract }) => (
                <div className="stack stack-tight">
                  <CodeBox text={contract} className="contract-source" />
                  <div>
                    <ActionButton
                      onClick={() => downloadText(`${dataSet.id}.odcs.yaml`, 'application/yaml', contract)}
                    >
                      {t('downloadContract')}
                    </ActionButton>
                  </div>
                </div>
              )}
            </Loaded>
          )}
        </details>
      </Card>
    </section>
  );
}
