import type { AssessmentFile } from '@datalab/server/modules/assessments/exchange.contract.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';

/** What does not fit in a file that was brought; nothing is changed in it. */
export function FileNotes({ file }: { file: AssessmentFile }) {
  const t = useTexts(assessmentsTexts);
  const { language } = useLanguage();
  const { urn, otherVersion, outsideSchema, unknown } = file;
  return (
    <>
      {otherVersion ? <p className="small">{t('otherVersion', { urn })}</p> : null}
      {outsideSchema.length === 0 ? null : (
        <p className="small">{t('outsideSchema', { n: outsideSchema.length })}</p>
      )}
      {unknown === null || unknown.length === 0 ? null : (
        <p className="small">
          {t('unknownQuestions', { n: unknown.length, list: formatList(unknown, language) })}
        </p>
      )}
    </>
  );
}
