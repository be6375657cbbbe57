import { type EditionSummary, stepKeys } from '@datalab/server/modules/editions/editions.contract.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import './steps-bar.css';

/** The five steps as a bar: those that are done, and the one the edition is in. */
export function StepsBar({ edition }: { edition: EditionSummary }) {
  const at = placeOf(edition);
  return (
    <div className="steps-bar" aria-hidden="true">
      {stepKeys.map((key, position) => (
        <span
          key={key}
          className={position < at ? 'steps-bar-done' : position === at ? 'steps-bar-current' : ''}
        />
      ))}
    </div>
  );
}

/** The step the edition is in, and what it waits for. */
export function useStepWords(edition: EditionSummary): { readonly step: string; readonly waits: string } {
  const t = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  return {
    step: `${ui('step', { n: placeOf(edition) + 1 })}: ${t(`step.${edition.currentStep}`)}`,
    waits: edition.blockers === 0 ? t('cardReady') : t('cardBlockers', { n: edition.blockers }),
  };
}

/** A finished edition has come past its last step. */
function placeOf({ status, currentStep }: EditionSummary): number {
  return status === 'finished' ? stepKeys.length : stepKeys.indexOf(currentStep);
}
