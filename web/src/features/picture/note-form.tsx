import { type PictureDocument, pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { questionsQuery } from '../questions/questions.tsx';
import { usePlaceInDocument } from './picture.ts';
import { QuestionPicker } from './question-picker.tsx';

interface NoteFormProps {
  readonly edition: string;
  readonly document: PictureDocument;
  readonly page: number;
  readonly quote: string;
  onPage(page: number): void;
  onQuote(quote: string): void;
}

/** A finding: what it means in one's own words, and the words on the page that say so. */
export function NoteForm({ edition, document, page, quote, onPage, onQuote }: NoteFormProps) {
  const t = useTexts(pictureTexts);
  const ui = useTexts(uiTexts);
  const toast = useToast();
  const placeOf = usePlaceInDocument();
  const text = useDraft(`finding.${document.id}`, '');
  const [chosen, setChosen] = useState<string[]>([]);
  const [missing, setMissing] = useState(false);
  const { data } = useQuery(questionsQuery(edition));
  const note = useApiChange(pictureRoutes.noteFinding, ({ number }) => {
    text.clear();
    onQuote('');
    setChosen([]);
    toast({ text: t('noted', { n: number }) });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = text.value.trim() === '' || quote.trim() === '';
    setMissing(isMissing);
    if (isMissing) return;
    note.mutate({
      params: { edition },
      body: { document: document.id, page, quote, text: text.value, questions: chosen },
    });
  };
  const needed = (value: string) => (missing && value.trim() === '' ? ui('fieldNeeded') : undefined);
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('findingQuote')}
        hint={t('findingQuoteHint')}
        maxLength={2000}
        value={quote}
        error={needed(quote)}
        onChange={onQuote}
      />
      <SelectField
        label={t('findingPage')}
        value={String(page)}
        onChange={(value) => onPage(Number(value))}
        options={Array.from({ length: document.pages }, (_, index) => ({
          value: String(index + 1),
          label: placeOf(document.kind, index + 1),
        }))}
      />
      <LongTextField
        label={t('findingText')}
        hint={t('findingTextHint')}
        rows={2}
        maxLength={600}
        value={text.value}
        error={needed(text.value)}
        onChange={text.change}
      />
      <QuestionPicker questions={data?.questions ?? []} chosen={chosen} onChange={setChosen} />
      <ProblemAlert error={note.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={note.isPending}>
          {t('noteSave')}
        </ActionButton>
      </div>
    </form>
  );
}
