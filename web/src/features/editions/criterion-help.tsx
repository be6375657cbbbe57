import { useState } from 'react';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { TextField } from '../../ui/field.tsx';

const parts = ['what', 'howMuch', 'when', 'measuredBy'] as const;
type Parts = Readonly<Record<(typeof parts)[number], string>>;
const empty: Parts = { what: '', howMuch: '', when: '', measuredBy: '' };

/** Four short questions that make a sharp success criterion, put together as one sentence. */
export function CriterionHelp({ onUse }: { onUse: (sentence: string) => void }) {
  const t = useTexts(editionsTexts);
  const [given, setGiven] = useState(empty);
  const [asked, setAsked] = useState(false);
  const missing = parts.some((part) => given[part].trim() === '');
  return (
    <Collapsible title={t('criterionHelp')} level={3}>
      {parts.map((part) => (
        <TextField
          key={part}
          label={t(`criterion.${part}`)}
          hint={t(`criterionHint.${part}`)}
          value={given[part]}
          maxLength={200}
          onChange={(value) => setGiven({ ...given, [part]: value })}
        />
      ))}
      {missing && asked ? <Alert type="error">{t('criterionParts')}</Alert> : null}
      <div>
        <ActionButton
          onClick={() => (missing ? setAsked(true) : onUse(t('criterionSentence', trimmed(given))))}
        >
          {t('criterionUse')}
        </ActionButton>
      </div>
    </Collapsible>
  );
}

function trimmed(given: Parts): Parts {
  return {
    what: given.what.trim(),
    howMuch: given.howMuch.trim(),
    when: given.when.trim(),
    measuredBy: given.measuredBy.trim(),
  };
}
