import type { ClosedPart, DataSetCheck, UnitCheck } from '@datalab/server/modules/releases/check.contract.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Heading3 } from '../../ui/heading.tsx';
import { errorToText, placeOnScale, shareToText, toVerdict } from './check-words.ts';
import './releases.css';

interface UnitPartProps {
  readonly check: UnitCheck;
  readonly floor: DataSetCheck['floor'];
}

/** What the check found for people or for records: the verdict, the picture, and what is closed. */
export function UnitPart({ check, floor }: UnitPartProps) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const { precision } = check;
  return (
    <section className="unit-check stack">
      <Heading3>{t(`unit.${check.unit}`)}</Heading3>
      <p>
        <strong>{t(toVerdict(precision, floor))}</strong>
      </p>
      {precision.status === 'measured' && (
        <>
          <ErrorScale error={precision.lowestError} floor={floor} />
          <p className="small soft">
            {t('errorWords', {
              error: errorToText(precision.lowestError, language),
              floor: errorToText(floor, language),
            })}
          </p>
        </>
      )}
      <Shares suppressed={check.suppressed} />
      <ClosedParts closed={check.closed} floor={floor} />
    </section>
  );
}

function ErrorScale({ error, floor }: { error: number; floor: number }) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const [shown, limit] = [errorToText(error, language), errorToText(floor, language)];
  const isReached = error >= floor;
  return (
    <div className="error-scale" role="img" aria-label={t('errorScale', { error: shown, floor: limit })}>
      <div className="error-track">
        <span
          className={`error-mark ${isReached ? 'error-mark-reached' : 'error-mark-under'}`}
          style={{ insetInlineStart: `${placeOnScale(error, floor) * 100}%` }}
        />
      </div>
      <span className="error-floor small">{t('floor', { floor: limit })}</span>
    </div>
  );
}

function Shares({ suppressed }: Pick<UnitCheck, 'suppressed'>) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const shown = 1 - suppressed.figures;
  return (
    <>
      <div className="share-bar" aria-hidden="true">
        <span className="share-shown" style={{ flexGrow: shown }} />
        <span className="share-suppressed" style={{ flexGrow: suppressed.figures }} />
      </div>
      <p className="small soft">
        {t('shareFigures', {
          shown: shareToText(shown, language),
          suppressed: shareToText(suppressed.figures, language),
        })}{' '}
        {t('shareCounts', { suppressed: shareToText(suppressed.counts, language) })}
      </p>
    </>
  );
}

function ClosedParts({ closed, floor }: { closed: UnitCheck['closed']; floor: number }) {
  const t = useTexts(releasesTexts);
  if (closed.length === 0) return null;
  return (
    <div className="stack stack-tight">
      <p>
        <strong>{t('closed')}</strong>
      </p>
      <ul>
        {closed.map((one) => (
          <li key={one.part}>
            {t(`closed.${one.part}`)} <ClosedWhy closed={one} floor={floor} /> {t(`opens.${one.opensWith}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ClosedWhy({ closed, floor }: { closed: ClosedPart; floor: number }) {
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
