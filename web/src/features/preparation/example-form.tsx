import { inspirationRoutes } from '@datalab/server/modules/preparation/inspiration.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts, useWritten } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface ExampleFormProps {
  readonly theme: string;
  onDone(): void;
}

export function ExampleForm({ theme: initialTheme, onDone }: ExampleFormProps) {
  const t = useTexts(preparationTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const title = useDraft('example.title', '');
  const theme = useDraft('example.theme', initialTheme);
  const place = useDraft('example.place', '');
  const did = useDraft('example.did', '');
  const useful = useDraft('example.useful', '');
  const year = useDraft('example.year', '');
  const source = useDraft('example.source', '');
  const link = useDraft('example.link', '');
  const [tried, setTried] = useState(false);
  const needed = [title, theme, place, did, useful, year, source];
  const add = useApiChange(inspirationRoutes.addExample, () => {
    for (const draft of [...needed, link]) draft.clear();
    onDone();
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const linkWrong = link.value.trim() !== '' && !link.value.trim().startsWith('https://');
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (linkWrong || needed.some(({ value }) => value.trim() === '')) return;
    add.mutate({
      body: {
        title: written(title.value),
        theme: written(theme.value),
        where: written(place.value),
        did: written(did.value),
        useful: written(useful.value),
        year: Number(year.value),
        source: source.value,
        link: link.value.trim() === '' ? null : link.value.trim(),
      },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('exampleTitle')}
        value={title.value}
        error={missing(title.value)}
        onChange={title.change}
      />
      <TextField
        label={t('exampleTheme')}
        value={theme.value}
        error={missing(theme.value)}
        onChange={theme.change}
      />
      <TextField
        label={t('examplePlace')}
        value={place.value}
        error={missing(place.value)}
        onChange={place.change}
      />
      <LongTextField
        label={t('exampleDid')}
        rows={2}
        value={did.value}
        error={missing(did.value)}
        onChange={did.change}
      />
      <LongTextField
        label={t('exampleUse')}
        rows={2}
        value={useful.value}
        error={missing(useful.value)}
        onChange={useful.change}
      />
      <TextField
        type="number"
        label={t('exampleYear')}
        value={year.value}
        error={missing(year.value)}
        onChange={year.change}
      />
      <TextField
        label={t('exampleFrom')}
        hint={t('exampleFromHint')}
        value={source.value}
        error={missing(source.value)}
        onChange={source.change}
      />
      <TextField
        label={t('exampleLink')}
        optional
        value={link.value}
        error={tried && linkWrong ? t('exampleLinkWrong') : undefined}
        onChange={link.change}
      />
      <ProblemAlert error={add.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={add.isPending}>
          {t('exampleSave')}
        </ActionButton>
      </div>
    </form>
  );
}
