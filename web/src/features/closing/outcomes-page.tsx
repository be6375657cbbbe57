import {
  closingRoutes,
  type EditionOutcome,
  type Spread,
} from '@datalab/server/modules/closing/closing.contract.ts';
import { cooperationKeys, statementWords } from '@datalab/server/modules/closing/closing-words.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { amountKeys } from './amounts.ts';
import './closing.css';

/** Requirements 107 and 108: the cooperation itself, and what it cost and saved, over editions. */
export function OutcomesPage() {
  const t = useTexts(closingTexts);
  const query = useQuery(apiQuery(closingRoutes.listOutcomes, {}));
  return (
    <Page title={t('outcomes')} lead={t('outcomesLead')}>
      <Loaded query={query} lines={6}>
        {(outcomes) =>
          outcomes.length === 0 ? (
            <EmptyState title={t('outcomesNone')} />
          ) : (
            <OutcomeTable outcomes={outcomes} />
          )
        }
      </Loaded>
    </Page>
  );
}

function OutcomeTable({ outcomes }: { outcomes: readonly EditionOutcome[] }) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const columns = [
    { key: 'edition', label: t('outcomeEdition') },
    ...cooperationKeys.map((key) => ({ key, label: local(statementWords[key]) })),
    ...amountKeys.map((key) => ({ key, label: t(`amount.${key}`), isAmount: true })),
  ];
  return (
    <WideTable name={t('outcomes')} columns={columns} className="closing-balance">
      {outcomes.map((outcome) => (
        <OutcomeRow key={outcome.slug} outcome={outcome} />
      ))}
    </WideTable>
  );
}

function OutcomeRow({ outcome }: { outcome: EditionOutcome }) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { slug, title, answers, cooperation, balance } = outcome;
  return (
    <tr>
      <th scope="row">
        <TextLink to="/editions/$edition/closing" params={{ edition: slug }}>
          {local(title)}
        </TextLink>
        {balance.organisations === 0 ? null : (
          <span className="small soft">{t('outcomesTold', { n: balance.organisations })}</span>
        )}
      </th>
      {cooperation === null ? (
        <td colSpan={cooperationKeys.length} className="soft">
          {t('outcomesFew', { n: answers })}
        </td>
      ) : (
        cooperation.map((spread) => (
          <td key={spread.statement}>{t('outcomesAgree', { agree: agreeing(spread), n: answers })}</td>
        ))
      )}
      {amountKeys.map((key) => {
        const amount = balance[key];
        return (
          <td key={key} className={amount === null ? 'amount soft' : 'amount'}>
            {amount === null ? t('notTold') : formatNumber(amount, language)}
          </td>
        );
      })}
    </tr>
  );
}

/** Those who chose one of the two highest levels. */
function agreeing({ counts }: Spread): number {
  return counts.slice(-2).reduce((sum, n) => sum + n, 0);
}
