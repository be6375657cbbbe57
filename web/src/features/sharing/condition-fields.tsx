import { agreementTexts } from '../../i18n/agreement.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingDeskTexts } from '../../i18n/sharing-desk.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { readCondition, type TypedCondition, toTyped } from './typed-condition.ts';

const rules = ['min-area-population', 'minimum-count', 'review-by'] as const;

interface ConditionFieldsProps {
  readonly conditions: readonly TypedCondition[];
  readonly isTried: boolean;
  onChange(conditions: readonly TypedCondition[]): void;
}

/** What the platform checks by itself: a kind of rule, its number or day, and why. */
export function ConditionFields({ conditions, isTried, onChange }: ConditionFieldsProps) {
  const t = useTexts(sharingDeskTexts);
  const change = (position: number, next: Partial<TypedCondition>) =>
    onChange(conditions.map((one, index) => (index === position ? { ...one, ...next } : one)));
  return (
    <div className="stack">
      {conditions.map((one, position) => (
        <ConditionField
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are only added at the end or taken off it
          key={position}
          number={position + 1}
          condition={one}
          isWrong={isTried && readCondition(one) === undefined}
          onChange={(next) => change(position, next)}
        />
      ))}
      <div className="row">
        <ActionButton onClick={() => onChange([...conditions, toTyped(undefined)])}>
          {t('addCondition')}
        </ActionButton>
        {conditions.length > 1 && (
          <ActionButton look="subtle" onClick={() => onChange(conditions.slice(0, -1))}>
            {t('dropCondition')}
          </ActionButton>
        )}
      </div>
    </div>
  );
}

interface ConditionFieldProps {
  readonly number: number;
  readonly condition: TypedCondition;
  readonly isWrong: boolean;
  onChange(next: Partial<TypedCondition>): void;
}

function ConditionField({ number, condition, isWrong, onChange }: ConditionFieldProps) {
  const t = useTexts(sharingDeskTexts);
  const words = useTexts(agreementTexts);
  const { rule, value, text } = condition;
  return (
    <fieldset className="tick-list">
      <legend>{t('condition', { n: number })}</legend>
      <div className="stack stack-tight">
        <SelectField
          label={t('rule')}
          value={rule}
          options={rules.map((one) => ({ value: one, label: words(`rule.${one}`) }))}
          onChange={(next) => {
            const found = rules.find((one) => one === next);
            if (found !== undefined) onChange({ rule: found, value: '' });
          }}
        />
        <TextField
          type={rule === 'review-by' ? 'date' : 'number'}
          label={t(`value.${rule}`)}
          value={value}
          error={isWrong ? t(`wrong.${rule}`) : undefined}
          onChange={(next) => onChange({ value: next })}
        />
        <TextField
          label={t('conditionWhy')}
          maxLength={1000}
          value={text}
          onChange={(next) => onChange({ text: next })}
        />
      </div>
    </fieldset>
  );
}
