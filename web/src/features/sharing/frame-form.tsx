import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { TextInput } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface FrameFormProps {
  readonly edition: string;
  readonly frame: SharingView['frame'];
  onDone(): void;
}

/** What is not meant stands one a line; a line that is as it was keeps both its languages. */
export function FrameForm({ edition, frame, onDone }: FrameFormProps) {
  const t = useTexts(sharingTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const written = useWritten();
  const draft = `sharing.frame.${edition}`;
  const purpose = useTextDraft(`${draft}.purpose`, frame.purpose);
  const excluded = useDraft(`${draft}.excluded`, frame.excluded.map(local).join('\n'));
  const from = useDraft(`${draft}.from`, frame.from ?? '');
  const to = useDraft(`${draft}.to`, frame.to ?? '');
  const review = useDraft(`${draft}.review`, frame.review ?? '');
  const [isTried, setTried] = useState(false);
  const set = useApiChange(sharingRoutes.setFrame, () => {
    for (const one of [purpose, excluded, from, to, review]) one.clear();
    onDone();
  });
  const needed = (value: string) => (isTried && value === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (purpose.change === null || [from, to, review].some(({ value }) => value === '')) return;
    const lines = excluded.value.split('\n').flatMap((line): TextInput[] => {
      const kept = frame.excluded.find((one) => local(one) === line.trim());
      if (kept !== undefined) return [{ nl: kept.nl, en: kept.en }];
      return line.trim() === '' ? [] : [written(line.trim())];
    });
    set.mutate({
      params: { edition },
      body: {
        purpose: purpose.change,
        excluded: lines,
        from: from.value,
        to: to.value,
        review: review.value,
      },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <LocalTextField
        label={t('purposeLabel')}
        hint={t('purposeHint')}
        rows={3}
        maxLength={2000}
        draft={purpose}
        error={isTried && purpose.change === null ? ui('fieldNeeded') : undefined}
      />
      <LongTextField
        label={t('notForLabel')}
        hint={t('notForHint')}
        rows={3}
        optional
        value={excluded.value}
        onChange={excluded.change}
      />
      <div className="row">
        <TextField
          type="date"
          label={t('fromLabel')}
          value={from.value}
          error={needed(from.value)}
          onChange={from.change}
        />
        <TextField
          type="date"
          label={t('toLabel')}
          value={to.value}
          error={needed(to.value)}
          onChange={to.change}
        />
        <TextField
          type="date"
          label={t('reviewLabel')}
          value={review.value}
          error={needed(review.value)}
          onChange={review.change}
        />
      </div>
      <ProblemAlert error={set.error} />
      <div className="row">
        <ActionButton look="primary" type="submit" busy={set.isPending}>
          {ui('save')}
        </ActionButton>
        {frame.purpose !== null && <ActionButton onClick={onDone}>{ui('cancel')}</ActionButton>}
      </div>
    </form>
  );
}
