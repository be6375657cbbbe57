import type { PrescanOutcome } from '@datalab/server/modules/assessments/prescan.contract.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { hasText } from '../../i18n/translate.ts';
import { Card } from '../../ui/card.tsx';
import { Heading3 } from '../../ui/heading.tsx';

/** What the pre-scan asks for, with the criteria in the words of the form. */
export function Outcomes({ outcomes }: { outcomes: readonly PrescanOutcome[] }) {
  const t = useTexts(assessmentsTexts);
  const asked = outcomes.filter(({ level }) => level !== null);
  if (asked.length === 0) return null;
  return (
    <Card as="section" labelledBy="prescan-outcomes" className="stack">
      <h3 className="utrecht-heading-3" id="prescan-outcomes">
        {t('outcomes')}
      </h3>
      {asked.map((outcome) => (
        <Outcome key={outcome.id} outcome={outcome} />
      ))}
    </Card>
  );
}

function Outcome({ outcome: { id, level, because, differs } }: { outcome: PrescanOutcome }) {
  const t = useTexts(assessmentsTexts);
  const { language } = useLanguage();
  const about = `about.${id}`;
  if (level === null) return null;
  return (
    <div className="stack stack-tight">
      <Heading3>{t(`outcome.${level}`, { id })}</Heading3>
      {hasText(assessmentsTexts, language, about) ? <p className="soft">{t(about)}</p> : null}
      <p className="small">{t('because')}</p>
      <ul className="small">
        {because.map(({ id: criterion, explanation, measured }) => (
          <li key={criterion}>
            <span lang="nl">{explanation}</span>
            {measured === null ? null : ` (${t('measured', measured)})`}
          </li>
        ))}
      </ul>
      {differs ? <p className="small soft">{t('differs')}</p> : null}
    </div>
  );
}
