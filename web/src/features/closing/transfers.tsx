import { type Closing, closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import {
  transferLevels,
  transferLevelWords,
} from '@datalab/server/modules/closing/closing-words.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { LearningList } from './learning-list.tsx';

interface TransfersProps {
  readonly edition: Edition;
  readonly closing: Closing;
}

/** The knowledge that one organisation passed on to another. */
export function Transfers({ edition, closing: { transfers, may } }: TransfersProps) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const remove = useApiChange(closingRoutes.removeTransfer);
  const namesOf = (all: readonly string[]): string =>
    formatList(
      all.map((one) => local(nameOf(one))),
      language,
    );
  return (
    <LearningList
      id="transfers"
      title={t('transfers')}
      none={t('transfersNone')}
      add={t('transferAdd')}
      items={transfers.map(({ id, what, from, to, level, may: own }) => ({
        id,
        text: local(what),
        below: t('transferLine', {
          from: namesOf([from]),
          to: namesOf(to),
          level: local(transferLevelWords[level]),
        }),
        may: own,
      }))}
      mayAdd={may.learn}
      removal={remove}
      onRemove={(transfer) => remove.mutate({ params: { edition: edition.slug, transfer } })}
      renderForm={(onDone) => <TransferForm edition={edition} onDone={onDone} />}
    />
  );
}

function TransferForm({ edition, onDone }: { edition: Edition; onDone(): void }) {
  const t = useTexts(closingTexts);
  const written = useWritten();
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
      body: { what: written(what.value), from, to: receivers, level: chosen },
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
