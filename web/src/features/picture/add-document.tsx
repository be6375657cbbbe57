import { documentMaxBytes, pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { sendDocument } from './picture.ts';

/** What a participant already has: a file, or text they copied. */
export function AddDocument({ edition, onDone }: { edition: string; onDone(): void }) {
  const t = useTexts(pictureTexts);
  const toast = useToast();
  const done = ({ title }: { title: string }) => {
    toast({ text: t('added', { title }) });
    onDone();
  };
  return (
    <div className="stack">
      <AddFile edition={edition} onDone={done} />
      <details>
        <summary>{t('addText')}</summary>
        <AddText edition={edition} onDone={done} />
      </details>
    </div>
  );
}

interface AddProps {
  readonly edition: string;
  onDone(document: { title: string }): void;
}

function AddFile({ edition, onDone }: AddProps) {
  const t = useTexts(pictureTexts);
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const send = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > documentMaxBytes) {
        throw new ApiProblem('picture.too-large', 413, { megabytes: documentMaxBytes / 1_000_000 });
      }
      return sendDocument(edition, file, title.trim());
    },
    onSuccess: async (document) => {
      onDone(document);
      await client.invalidateQueries();
    },
  });
  return (
    <div className="stack">
      <TextField
        label={t('titleLabel')}
        hint={t('titleHint')}
        optional
        maxLength={200}
        value={title}
        onChange={setTitle}
      />
      <FileDrop
        label={t('addFile')}
        hint={t('addFileHint')}
        accept=".pdf,.docx,.xlsx,.csv,.tsv,.txt,.md,.html,.htm"
        disabled={send.isPending}
        onFile={(file) => send.mutate(file)}
      />
      <p role="status">{send.isPending ? t('reading') : null}</p>
      <ProblemAlert error={send.error} />
    </div>
  );
}

function AddText({ edition, onDone }: AddProps) {
  const t = useTexts(pictureTexts);
  const title = useDraft(`picture.title.${edition}`, '');
  const text = useDraft(`picture.text.${edition}`, '');
  const add = useApiChange(pictureRoutes.addPastedText, (document) => {
    title.clear();
    text.clear();
    onDone(document);
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (title.value.trim() === '' || text.value.trim() === '') return;
    add.mutate({ params: { edition }, body: { title: title.value, text: text.value } });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField label={t('addTextTitle')} maxLength={200} value={title.value} onChange={title.change} />
      <LongTextField label={t('addTextBody')} rows={6} value={text.value} onChange={text.change} />
      <ProblemAlert error={add.error} />
      <div>
        <ActionButton type="submit" busy={add.isPending}>
          {t('addTextSave')}
        </ActionButton>
      </div>
    </form>
  );
}
