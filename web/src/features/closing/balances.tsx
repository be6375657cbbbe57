import {
  type Amounts,
  type Balance,
  type Closing,
  closingRoutes,
} from '@datalab/server/modules/closing/closing.contract.ts';
import { type FormEvent, useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { amountKeys, readAmount } from './amounts.ts';

interface BalancesProps {
  readonly edition: string;
  readonly closing: Closing;
}

/** Requirement 107: what the edition cost each organisation and what it saved; not told is not 0. */
export function Balances({ edition, closing }: BalancesProps) {
  const t = useTexts(closingTexts);
  const me = usePerson();
  const [telling, setTelling] = useState(false);
  const { balances, may } = closing;
  const own = balances.find(({ organisation }) => organisation === me?.organisation);
  return (
    <section className="stack">
      <Heading2>{t('balance')}</Heading2>
      {balances.length === 0 ? <p className="soft">{t('balanceNone')}</p> : <Table balances={balances} />}
      {may.balance.allowed ? (
        <div>
          <ActionButton onClick={() => setTelling(true)}>
            {t(own === undefined ? 'balanceTell' : 'balanceChange')}
          </ActionButton>
        </div>
      ) : null}
      <Dialog title={t('balance')} open={telling} onClose={() => setTelling(false)}>
        <BalanceForm edition={edition} own={own} onDone={() => setTelling(false)} />
      </Dialog>
    </section>
  );
}

function Table({ balances }: { balances: readonly Balance[] }) {
  const t = useTexts(closingTexts);
  const { language } = useLanguage();
  const columns = [
    { key: 'organisation', label: t('organisation') },
    ...amountKeys.map((key) => ({ key, label: t(`amount.${key}`), isAmount: true })),
  ];
  return (
    <WideTable name={t('balance')} columns={columns} className="closing-balance">
      {balances.map((balance) => (
        <tr key={balance.organisation}>
          <th scope="row">
            <OrganisationName slug={balance.organisation} />
            {balance.note === null ? null : <span className="small soft">{balance.note}</span>}
          </th>
          {amountKeys.map((key) => {
            const amount = balance[key];
            return (
              <td key={key} className={amount === null ? 'amount soft' : 'amount'}>
                {amount === null ? t('notTold') : formatNumber(amount, language)}
              </td>
            );
          })}
        </tr>
      ))}
    </WideTable>
  );
}

interface BalanceFormProps {
  readonly edition: string;
  readonly own: Balance | undefined;
  onDone(): void;
}

function BalanceForm({ edition, own, onDone }: BalanceFormProps) {
  const t = useTexts(closingTexts);
  const [typed, setTyped] = useState<Readonly<Record<keyof Amounts, string>>>({
    hours: own?.hours?.toString() ?? '',
    euros: own?.euros?.toString() ?? '',
    savedHours: own?.savedHours?.toString() ?? '',
    savedEuros: own?.savedEuros?.toString() ?? '',
  });
  const [note, setNote] = useState(own?.note ?? '');
  const [tried, setTried] = useState(false);
  const tell = useApiChange(closingRoutes.tellBalance, onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [hours, euros, savedHours, savedEuros] = amountKeys.map((key) => readAmount(typed[key]));
    if (hours === undefined || euros === undefined) return;
    if (savedHours === undefined || savedEuros === undefined) return;
    tell.mutate({ params: { edition }, body: { hours, euros, savedHours, savedEuros, note } });
  };
  return (
    <form className="form" onSubmit={send}>
      <p className="soft">{t('balanceHint')}</p>
      {amountKeys.map((key) => (
        <TextField
          key={key}
          label={t(`amount.${key}`)}
          optional
          maxLength={10}
          value={typed[key]}
          error={tried && readAmount(typed[key]) === undefined ? t('balanceNumber') : undefined}
          onChange={(value) => setTyped({ ...typed, [key]: value })}
        />
      ))}
      <LongTextField
        label={t('balanceNote')}
        optional
        rows={2}
        maxLength={1000}
        value={note}
        onChange={setNote}
      />
      <ProblemAlert error={tell.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={tell.isPending}>
          {t('balanceSave')}
        </ActionButton>
      </div>
    </form>
  );
}
