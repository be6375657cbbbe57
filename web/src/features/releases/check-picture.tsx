import type { UnitCheck } from '@datalab/server/modules/releases/check.contract.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { errorToText, placeOnScale, precisionToText, shareToText, toVerdict } from './check-words.ts';
import './releases.css';

interface CheckPictureProps {
  readonly units: readonly UnitCheck[];
  readonly floor: number;
}

/** One picture of a data set: for people and for records how much is shown, and the lowest error against the floor. */
export function CheckPicture({ units, floor }: CheckPictureProps) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const words = useUnitWords(floor);
  const limit = errorToText(floor, language);
  const label = units
    .map((check) =>
      t(hasTables(check) ? 'pictureUnit' : 'pictureUnitWithoutTables', {
        unit: t(`unit.${check.unit}`),
        floor: limit,
        ...words(check),
      }),
    )
    .join(' ');
  return (
    <figure className="check-picture" role="img" aria-label={label}>
      <span className="check-head check-head-share">{t('figuresShown')}</span>
      <span className="check-head">{t('countsShown')}</span>
      <span className="check-head check-head-error">
        {t('lowestError')}
        <span className="check-floor">{t('floor', { floor: limit })}</span>
      </span>
      {units.map((check) => (
        <UnitRow key={check.unit} check={check} floor={floor} {...words(check)} />
      ))}
    </figure>
  );
}

interface UnitRowProps {
  readonly check: UnitCheck;
  readonly floor: number;
  readonly shown: string;
  readonly counted: string;
  readonly error: string;
}

function UnitRow({ check, floor, shown, counted, error }: UnitRowProps) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const { precision } = check;
  const { figures, counts } = hasTables(check) ? check.suppressed : { figures: 1, counts: 1 };
  return (
    <>
      <strong className="check-unit">{t(`unit.${check.unit}`)}</strong>
      <ShareTrack label={t('figuresShown')} suppressed={figures} shown={shown} />
      <ShareTrack label={t('countsShown')} suppressed={counts} shown={counted} />
      <div className="check-track">
        <span className="check-label">
          {t('lowestError')} · {t('floor', { floor: errorToText(floor, language) })}
        </span>
        <div className="error-track">
          {precision.status === 'measured' && (
            <span
              className={`error-mark ${precision.lowestError < floor ? 'error-mark-under' : 'error-mark-reached'}`}
              style={{ insetInlineStart: `${placeOnScale(precision.lowestError, floor) * 100}%` }}
            />
          )}
        </div>
        <span className="check-number">{error}</span>
      </div>
    </>
  );
}

interface ShareTrackProps {
  readonly label: string;
  readonly suppressed: number;
  readonly shown: string;
}

function ShareTrack({ label, suppressed, shown }: ShareTrackProps) {
  return (
    <div className="check-track">
      <span className="check-label">{label}</span>
      <div className="share-bar">
        <span className="share-shown" style={{ flexGrow: 1 - suppressed }} />
        <span className="share-suppressed" style={{ flexGrow: suppressed }} />
      </div>
      <span className="check-number">{shown}</span>
    </div>
  );
}

/** The shares are of tables of two and three dimensions: where only one may be asked at a time there are none. */
function hasTables({ closed }: UnitCheck): boolean {
  return !closed.some(({ part }) => part === 'second-dimension');
}

/** The numbers of a unit as they are written, or what there is instead of an error. */
function useUnitWords(floor: number) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  return (check: UnitCheck): Pick<UnitRowProps, 'shown' | 'counted' | 'error'> => ({
    shown: hasTables(check) ? shareToText(1 - check.suppressed.figures, language) : t('noTables'),
    counted: hasTables(check) ? shareToText(1 - check.suppressed.counts, language) : t('noTables'),
    error:
      toVerdict(check, floor) === 'nothingShown'
        ? t('errorNothing')
        : precisionToText(check.precision, t, language),
  });
}
