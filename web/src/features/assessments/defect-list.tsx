import type { Prescan } from '@datalab/server/modules/assessments/prescan.contract.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';

/** The mistakes that were found in published rules, with what each is read as. */
export function DefectList({ defects }: { defects: Prescan['defects'] }) {
  const t = useTexts(assessmentsTexts);
  if (defects.length === 0) return <p>{t('defectsNone')}</p>;
  return (
    <>
      <p>{t('defectsLead', { n: defects.length })}</p>
      <ul className="small defects">
        {defects.map(({ kind, place, found, repair }) => (
          <li key={`${kind} ${place} ${found}`}>
            {t(`defect.${kind}`)} {t('defectPlace', { place })}: <span lang="nl">“{found}”</span>,{' '}
            {repair === null ? t('defectOpen') : t('defectRepair', { repair })}
          </li>
        ))}
      </ul>
    </>
  );
}
