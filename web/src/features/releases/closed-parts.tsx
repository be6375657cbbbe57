import type { ClosedPart, UnitCheck } from '@datalab/server/modules/releases/check.contract.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Heading3 } from '../../ui/heading.tsx';
import { errorToText, shareToText } from './check-words.ts';

interface ClosedPartsProps {
  readonly units: readonly UnitCheck[];
  readonly floor: number;
}

/** What cannot be asked of a data set, why, and what would open it. */
export function ClosedParts({ units, floor }: ClosedPartsProps) {
  const t = useTexts(releasesTexts);
  const closed = units.flatMap((check) => check.closed.map((part) => ({ unit: check.unit, part })));
  if (closed.length === 0) return <p className="soft">{t('closedNothing')}</p>;
  return (
    <div className="stack stack-tight">
      <Heading3>{t('closed')}</Heading3>
      <ul className="closed-parts">
        {closed.map(({ unit, part }) => (
          <li key={`${unit} ${part.part}`}>
            <strong>{t(`unit.${unit}`)}</strong>: {t(`closed.${part.part}`)}{' '}
            <ClosedWhy closed={part} floor={floor} /> {t(`opens.${part.opensWith}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ClosedWhy({ closed, floor }: { readonly closed: ClosedPart; readonly floor: number }) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const { reason, lowestError, suppressedShare } = closed;
  if (reason === 'too-large' || lowestError === null || suppressedShare === null) return t('closedTooLarge');
  return t('closedWhy', {
    error: errorToText(lowestError, language),
    floor: errorToText(floor, language),
    share: shareToText(suppressedShare, language),
  });
}
