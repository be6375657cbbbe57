import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { ConditionRule, PartyAdvice } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { agreementTexts } from '../../i18n/agreement.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { Chip, type ChipTone } from '../../ui/chip.tsx';

/** What every privacy officer advised, with the conditions that the platform holds everybody to. */
export function AgreedConditions({ sharing: { parties } }: { sharing: SharingView }) {
  const t = useTexts(agreementTexts);
  const given = parties.filter(({ advice }) => advice !== null);
  if (given.length === 0) return <p className="soft">{t('adviceNone')}</p>;
  return (
    <ul className="plain-list stack stack-tight">
      {given.map(({ organisation, advice }) => (
        <li key={organisation}>
          <OrganisationName slug={organisation} />
          {advice !== null && <GivenAdvice advice={advice} />}
        </li>
      ))}
    </ul>
  );
}

const tones: Readonly<Record<PartyAdvice['outcome'], ChipTone>> = {
  positive: 'green',
  conditions: 'rust',
  negative: 'red',
};

export function GivenAdvice({ advice }: { advice: PartyAdvice }) {
  const t = useTexts(agreementTexts);
  const { language } = useLanguage();
  const sayCheck = useCheckWords();
  return (
    <div className="given-advice">
      <p>
        <Chip tone={tones[advice.outcome]}>{t(`advice.${advice.outcome}`)}</Chip> {advice.text}{' '}
        <span className="small soft">
          {t('advisedBy', { by: advice.by, date: formatDate(advice.at, language) })}
        </span>
      </p>
      {advice.conditions.length > 0 && (
        <ul>
          {advice.conditions.map(({ text, check }) => (
            <li key={`${check.rule} ${check.value}`}>
              <mark className="filled">{sayCheck(check)}</mark> {text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A condition as the platform keeps it. */
export function useCheckWords(): (check: ConditionRule) => string {
  const t = useTexts(agreementTexts);
  const { language } = useLanguage();
  return (check) =>
    check.rule === 'review-by'
      ? t('check.review-by', { date: formatDate(check.value, language) })
      : t(`check.${check.rule}`, { n: check.value });
}
