import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { otherThan } from '@datalab/server/platform/http/local-text.contract.ts';
import type { ComponentProps, ReactNode } from 'react';
import { useLanguage, useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { ActionButton } from './action-button.tsx';
import { LongTextField, TextField } from './field.tsx';
import { OutdatedMark } from './local-text-view.tsx';
import { shownIn, type Typed } from './typed-text.ts';
import './local-text.css';

interface LocalTextFieldProps {
  readonly label: string;
  readonly draft: { readonly kept: LocalText | null; readonly typed: Typed; write(typed: Typed): void };
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** Whether leaving it empty takes the text away in both languages; so for what is optional. */
  readonly removable?: boolean;
  /** More than one makes it a long text. */
  readonly rows?: number;
  readonly maxLength: number;
}

/**
 * A text in the language of the reader. Where the other language has words of its own it says so: they stay as they
 * are, unless the writer opens the second field. With both fields open, both languages are current afterwards.
 */
export function LocalTextField(props: LocalTextFieldProps) {
  const { label, draft, hint, error, optional = false, removable = optional, ...size } = props;
  const t = useTexts(uiTexts);
  const { language } = useLanguage();
  const other = otherThan(language);
  const { kept, typed, write } = draft;
  const [mine, theirs] = [shownIn(language, kept, typed), shownIn(other, kept, typed)];
  return (
    <div className="local-text-field">
      <Words
        {...size}
        label={label}
        hint={hint}
        error={error}
        optional={optional}
        value={mine}
        onChange={(text) => write({ ...typed, [language]: text })}
      />
      {typed[other] === undefined ? (
        <OtherLanguage
          label={label}
          draft={draft}
          emptied={removable && mine.trim() === ''}
          onOpen={() => write({ [language]: mine, [other]: theirs })}
        />
      ) : (
        <Words
          {...size}
          optional={optional}
          label={t(`inLanguage.${other}`, { label })}
          value={theirs}
          onChange={(text) => write({ ...typed, [other]: text })}
        />
      )}
    </div>
  );
}

function Words({ rows = 1, ...field }: ComponentProps<typeof LongTextField>) {
  return rows > 1 ? <LongTextField {...field} rows={rows} /> : <TextField {...field} />;
}

interface OtherLanguageProps extends Pick<LocalTextFieldProps, 'label' | 'draft'> {
  readonly emptied: boolean;
  onOpen(): void;
}

/** What happens to the words in the other language; nothing where there are none. */
function OtherLanguage({ label, draft: { kept }, emptied, onOpen }: OtherLanguageProps) {
  const t = useTexts(uiTexts);
  const { language } = useLanguage();
  const other = otherThan(language);
  if (kept === null) return null;
  const isOneText = kept.nl === kept.en;
  if (isOneText && kept.writtenIn !== other) return null;
  return (
    <>
      <OutdatedMark text={kept} />
      <p className="local-text-other small soft">
        {emptied && t(`emptiesToo.${other}`)}
        {!emptied && t(isOneText ? `onlyIn.${other}` : `ownText.${other}`)}{' '}
        <ActionButton look="subtle" about={label} onClick={onOpen}>
          {t(`alsoWrite.${other}`)}
        </ActionButton>
      </p>
    </>
  );
}
