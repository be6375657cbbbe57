import type { StatementKey } from '@datalab/server/modules/readiness/readiness.contract.ts';
import { useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { Choice } from '../../ui/choice.tsx';

const levels = [1, 2, 3, 4] as const;

interface StatementFieldProps {
  readonly statement: StatementKey;
  readonly chosen: number | null | undefined;
  readonly missing: boolean;
  onChoose(level: number | null): void;
}

/** One statement: four levels in plain words, or not knowing. */
export function StatementField({ statement, chosen, missing, onChoose }: StatementFieldProps) {
  const t = useTexts(readinessTexts);
  return (
    <fieldset className="statement">
      <legend>{t(`statement.${statement}`)}</legend>
      {missing ? <p className="field-problem">{t('needed')}</p> : null}
      <div className="statement-levels">
        {levels.map((level) => (
          <Choice
            key={level}
            type="radio"
            name={statement}
            checked={chosen === level}
            onChange={() => onChoose(level)}
          >
            {t(`level.${statement}.${level}`)}
          </Choice>
        ))}
        <Choice type="radio" name={statement} checked={chosen === null} onChange={() => onChoose(null)}>
          <span className="soft">{t('dontKnow')}</span>
        </Choice>
      </div>
    </fieldset>
  );
}
