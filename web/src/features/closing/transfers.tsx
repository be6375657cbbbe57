import { type Closing, closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import {
  transferLevels,
  transferLevelWords,
} from '@datalab/server/modules/closing/closing-words.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { Heading2 } from '@utrecht/component-library-react';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { closingTexts } from '../../i18n/closing.en.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.en.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useOrganisations, usePerson } from '../identity/session.ts';
import { TickList } from '../solutions/tick-list.tsx';

interface TransfersProps {
  readonly edition: Edition;
  readonly closing: Closing;
}

/** Who explained what to whom. */
export function Transfers({ edition, closing }: TransfersProps) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const [adding, setAdding] = useState(false);
  const remove = useApiChange(closingRoutes.removeTransfer);
  const { transfers, may } = closing;
  return (
    <section className="stack" aria-labelledby="transfers">
      <Heading2 id="transfers">{t('transfers')}</Heading2>
      {transfers.length === 0 ? <EmptyState title={t('transfersNone')} /> : null}
      <ul className="stack plain-list">
        {transfers.map((transfer) => (
          <Card as="li" key={transfer.id} className="stack stack-tight">
            <p>{local(transfer.what)}</p>
            <p className="small soft">
              {t('transferLine', {
                from: local(nameOf(transfer.from)),
                to: formatList(
                  transfer.to.map((one) => local(nameOf(one))),
                  language,
                ),
                level: local(transferLevelWords[transfer.level]),
              })}
            </p>
            {transfer.may.remove.allowed ? (
              <div>
                <ActionButton
                  look="subtle"
                  about={local(transfer.what)}
                  busy={remove.isPending}
                  onClick={() => remove.mutate({ params: { edition: edition.slug, transfer: transfer.id } })}
                >
                  {t('takeAway')}
                </ActionButton>
              </div>
            ) : null}
          </Card>
        ))}
      </ul>
      <ProblemAlert error={remove.error} />
      {may.learn.reason === 'editions.finished' ? null : (
        <div>
          <ActionButton permission={may.learn} onClick={() => setAdding(true)}>
            {t('transferAdd')}
          </ActionButton>
        </div>
      )}
      <Dialog title={t('transferAdd')} open={adding} onClose={() => setAdding(false)}>
        <TransferForm edition={edition} onDone={() => setAdding(false)} />
      </Dialog>
    </section>
  );
}

function TransferForm({ edition, onDone }: { edition: Edition; onDone(): void }) {
  const t = useTexts(closingTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const person = usePerson();
  const { nameOf } = useOrganisations();
  const here = edition.participations
    .filter(({ decision }) => decision === 'in')
    .map(({ organisation }) => ({ value: organisation, label: local(nameOf(organisation)) }));
  const what = useDraft(`transfer.${edition.slug}`, '');
  const [from, setFrom] = useState(person?.organisation ?? here[0]?.value ?? '');
  const [to, setTo] = useState<readonly string[]>([]);
  const [level, setLevel] = useState<string>(transferLevels[1]);
  const [tried, setTried] = useState(false);
  const add = useApiChange(closingRoutes.addTransfer, () => {
    what.clear();
    onDone();
  });
  const receivers = to.filter((one) => one !== from);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const chosen = transferLevels.find((one) => one === level);
    if (what.value.trim() === '' || receivers.length === 0 || chosen === undefined) return;
    add.mutate({
      params: { edition: edition.slug },
      body: { what: what.value, from, to: receivers, level: chosen },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('transferWhat')}
        hint={t('transferWhatHint')}
        rows={2}
        maxLength={2000}
        value={what.value}
        error={tried && what.value.trim() === '' ? ui('fieldNeeded') : undefined}
        onChange={what.change}
      />
      <SelectField label={t('transferFrom')} value={from} onChange={setFrom} options={here} />
      <TickList
        legend={t('transferTo')}
        options={here.filter(({ value }) => value !== from)}
        chosen={receivers}
        error={tried && receivers.length === 0 ? t('transferToNeeded') : undefined}
        onChange={setTo}
      />
      <SelectField
        label={t('transferLevel')}
        value={level}
        onChange={setLevel}
        options={transferLevels.map((one) => ({ value: one, label: local(transferLevelWords[one]) }))}
      />
      <ProblemAlert error={add.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={add.isPending}>
          {t('transferSave')}
        </ActionButton>
      </div>
    </form>
  );
}
