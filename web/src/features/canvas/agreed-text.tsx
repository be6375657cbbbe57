import { type CanvasBox, canvasRoutes } from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type FormEvent, useState } from 'react';
import { usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { stepOf } from '../editions/edition.ts';
import { People } from './people.tsx';
import { useBoxChange } from './use-canvas.ts';

interface AgreedTextProps {
  readonly edition: Edition;
  readonly box: CanvasBox;
}

/** The one text of a box that everybody agrees on, and the people who agree. */
export function AgreedText({ edition, box }: AgreedTextProps) {
  const t = useTexts(canvasTexts);
  const editing = useEditing(edition.slug, box);
  const { agreed } = box;
  return (
    <section className="stack stack-tight" aria-labelledby="canvas-agreed">
      <h3 className="utrecht-heading-3" id="canvas-agreed">
        {t('agreed')}
      </h3>
      {agreed === null ? (
        <p className="soft">{t('notAgreed')}</p>
      ) : (
        <LocalTextView className="canvas-text canvas-text-large" text={agreed.text} />
      )}
      {editing.isOpen ? (
        <EditForm edition={edition.slug} box={box} editing={editing} />
      ) : (
        <Assents edition={edition} box={box} onEdit={editing.begin} />
      )}
    </section>
  );
}

/** What somebody types over the agreed text, with the version they saw; it survives leaving the page. */
function useEditing(edition: string, { key, agreed }: CanvasBox) {
  const local = useLocal();
  const { language } = useLanguage();
  const text = useTextDraft(`canvas.${edition}.${key}.agreed`, agreed?.text ?? null);
  const seen = useDraft(`canvas.${edition}.${key}.seen`, '');
  const [isOpen, setOpen] = useState(seen.value !== '');
  return {
    isOpen,
    text,
    basedOn: Number(seen.value),
    begin() {
      // The words as the writer found them, so that a text agreed on meanwhile does not take their place.
      text.write(agreed === null ? {} : { [language]: local(agreed.text) });
      seen.change(String(agreed?.number ?? 0));
      setOpen(true);
    },
    end() {
      text.clear();
      seen.clear();
      setOpen(false);
    },
  };
}

interface EditFormProps {
  readonly edition: string;
  readonly box: CanvasBox;
  readonly editing: ReturnType<typeof useEditing>;
}

function EditForm({ edition, box, editing }: EditFormProps) {
  const t = useTexts(canvasTexts);
  const ui = useTexts(uiTexts);
  const [missing, setMissing] = useState(false);
  const propose = useBoxChange(edition, canvasRoutes.proposeText, editing.end);
  const { text, basedOn } = editing;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.change === null);
    if (text.change === null) return;
    propose.mutate({ params: { edition, box: box.key }, body: { text: text.change, basedOn } });
  };
  const overtaken = box.agreed !== null && box.agreed.number !== basedOn ? box.agreed : null;
  return (
    <form className="form" onSubmit={send}>
      <LocalTextField
        label={t('agreedLabel')}
        rows={4}
        maxLength={2000}
        draft={text}
        error={missing ? ui('fieldNeeded') : undefined}
      />
      <p className="small canvas-overtaken" role="status">
        {overtaken === null ? null : t('changedWhileTyping', { name: overtaken.by.name })}
      </p>
      <ProblemAlert error={propose.error} />
      <div className="row">
        <ActionButton look="primary" type="submit" busy={propose.isPending}>
          {t('saveAgreed')}
        </ActionButton>
        <ActionButton look="subtle" onClick={editing.end}>
          {t('stopEditing')}
        </ActionButton>
      </div>
    </form>
  );
}

function Assents({
  edition,
  box: { key, agreed },
  onEdit,
}: AgreedTextProps & { readonly onEdit: () => void }) {
  const t = useTexts(canvasTexts);
  const { language } = useLanguage();
  const me = usePerson();
  const assent = useBoxChange(edition.slug, canvasRoutes.assentToText);
  const confirm = useBoxChange(edition.slug, canvasRoutes.proposeText);
  if (agreed === null) {
    return (
      <div>
        <ActionButton onClick={onEdit}>{t('writeAgreed')}</ActionButton>
      </div>
    );
  }
  const params = { edition: edition.slug, box: key };
  const names = formatList(
    agreed.assents.map(({ name }) => name),
    language,
  );
  const isOfThisStep = agreed.step === edition.currentStep;
  const isMine = agreed.assents.some(({ id }) => id === me?.id);
  return (
    <>
      <p className="row small soft">
        <People people={agreed.assents} />
        <span>
          {t('agreedBy', { n: agreed.assents.length })}: {names} ·{' '}
          {t('agreedIn', { n: stepOf(edition, agreed.step).number })}
        </span>
      </p>
      <ProblemAlert error={assent.error ?? confirm.error} />
      <div className="row">
        {isMine || !isOfThisStep ? null : (
          <ActionButton
            busy={assent.isPending}
            onClick={() => assent.mutate({ params: { ...params, version: agreed.number } })}
          >
            {t('assent')}
          </ActionButton>
        )}
        {isOfThisStep ? null : (
          <ActionButton
            busy={confirm.isPending}
            onClick={() => confirm.mutate({ params, body: { text: agreed.text, basedOn: agreed.number } })}
          >
            {t('stillRight')}
          </ActionButton>
        )}
        <ActionButton look="subtle" onClick={onEdit}>
          {t('changeAgreed')}
        </ActionButton>
      </div>
    </>
  );
}
