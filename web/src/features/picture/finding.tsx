import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import { type PictureFinding, pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, useState } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { WithdrawnMark } from '../editions/withdrawn-mark.tsx';
import { PlaceLink } from './place-link.tsx';
import { QuestionPicker } from './question-picker.tsx';
import './picture.css';

interface FindingProps {
  readonly edition: string;
  readonly finding: PictureFinding;
  readonly questions: readonly Question[];
  readonly change: Permission;
}

/** What somebody read, with the words it rests on and the way to the page. */
export function Finding({ edition, finding, questions, change }: FindingProps) {
  const t = useTexts(pictureTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const remove = useApiChange(pictureRoutes.removeFinding, () => toast({ text: t('findingRemoved') }));
  const numbers = questions
    .filter(({ id }) => finding.questions.includes(id))
    .map(({ number }) => String(number));
  return (
    <Card as="li" className="stack stack-tight">
      <p className="row small soft">
        <OrganisationPieces slugs={[finding.organisation]} />
        {numbers.length === 0
          ? t('findingNoQuestions')
          : t('findingQuestions', { numbers: formatList(numbers, language) })}
      </p>
      <p>{finding.text}</p>
      <CitedQuote edition={edition} finding={finding} />
      {change.allowed ? (
        <div className="row">
          <ActionButton look="subtle" about={finding.text} onClick={() => setChanging(true)}>
            {t('findingTie')}
          </ActionButton>
          <ActionButton
            look="subtle"
            about={finding.text}
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { edition, finding: finding.id } })}
          >
            {t('findingRemove')}
          </ActionButton>
        </div>
      ) : null}
      <ProblemAlert error={remove.error} />
      <Dialog title={t('findingTie')} open={changing} onClose={() => setChanging(false)}>
        <ChangeForm
          edition={edition}
          finding={finding}
          questions={questions}
          onDone={() => setChanging(false)}
        />
      </Dialog>
    </Card>
  );
}

export function CitedQuote({ edition, finding }: { edition: string; finding: PictureFinding }) {
  const { document, page, withdrawn } = finding;
  if (withdrawn !== null) return <WithdrawnMark withdrawn={[withdrawn]} />;
  return (
    <figure className="quote">
      <blockquote>{finding.quote}</blockquote>
      <figcaption className="small">
        <PlaceLink edition={edition} document={document} page={page} />
      </figcaption>
    </figure>
  );
}

function ChangeForm(props: Omit<FindingProps, 'change'> & { onDone(): void }) {
  const { edition, finding, questions, onDone } = props;
  const t = useTexts(pictureTexts);
  const toast = useToast();
  const text = useDraft(`picture.finding.${finding.id}`, finding.text);
  const [chosen, setChosen] = useState(finding.questions);
  const save = useApiChange(pictureRoutes.changeFinding, () => {
    text.clear();
    toast({ text: t('findingTied') });
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.value.trim() === '') return;
    save.mutate({ params: { edition, finding: finding.id }, body: { text: text.value, questions: chosen } });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('findingText')}
        rows={2}
        maxLength={600}
        value={text.value}
        onChange={text.change}
      />
      <QuestionPicker questions={questions} chosen={chosen} onChange={setChosen} />
      <ProblemAlert error={save.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={save.isPending}>
          {t('noteSave')}
        </ActionButton>
      </div>
    </form>
  );
}
