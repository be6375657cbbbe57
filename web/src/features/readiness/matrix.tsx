import {
  type OrganisationReadiness,
  type ReadinessBoard,
  readinessArea,
} from '@datalab/server/modules/readiness/readiness.contract.ts';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { SpreadCell } from './spread-cell.tsx';

/** Requirement 49: organisations by areas, in the order they came in; no total and no ranking. */
export function Matrix({ board }: { board: ReadinessBoard }) {
  const t = useTexts(readinessTexts);
  return (
    <table className="readiness-matrix">
      <caption className="visually-hidden">{t('matrixCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('organisation')}</th>
          {readinessArea.options.map((area) => (
            <th key={area} scope="col">
              {t(`area.${area}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {board.organisations.map((one) => (
          <OrganisationRow key={one.organisation} one={one} respondentsMin={board.respondentsMin} />
        ))}
      </tbody>
    </table>
  );
}

function OrganisationRow({ one, respondentsMin }: { one: OrganisationReadiness; respondentsMin: number }) {
  const t = useTexts(readinessTexts);
  const { areas, respondents } = one;
  const before = one.earlier[0]?.areas;
  return (
    <tr>
      <th scope="row">
        <OrganisationName slug={one.organisation} />
        <span className="small soft">
          {respondents === 0 ? t('nobody') : t('respondents', { n: respondents })}
          {areas !== null && respondents < respondentsMin ? ` · ${t('onlyOwn')}` : null}
        </span>
        <Earlier one={one} />
      </th>
      {areas === null ? (
        <td colSpan={readinessArea.options.length} className="soft">
          {t(respondents === 0 ? 'nobody' : 'tooFew')}
        </td>
      ) : (
        readinessArea.options.map((area) => (
          <td key={area}>
            <span className="readiness-area">{t(`area.${area}`)}</span>
            <SpreadCell spread={areas[area]} before={before?.[area].level} />
          </td>
        ))
      )}
    </tr>
  );
}

/** What earlier rounds said, to compare with. */
function Earlier({ one }: { one: OrganisationReadiness }) {
  const t = useTexts(readinessTexts);
  const { language } = useLanguage();
  if (one.earlier.length === 0) return null;
  return (
    <details className="small">
      <summary>{t('earlier')}</summary>
      {one.earlier.map(({ round, since, areas, respondents }) => (
        <div key={round}>
          <p>
            {t('earlierRound', { n: round, date: since === null ? '' : formatDate(since, language) })},{' '}
            {t('respondents', { n: respondents })}
          </p>
          {areas === null ? (
            <p className="soft">{t('tooFew')}</p>
          ) : (
            <ul>
              {readinessArea.options.map((area) => (
                <li key={area}>
                  {t(`area.${area}`)}:{' '}
                  {areas[area].level === null ? t('noLevel') : t('levelOf', { level: areas[area].level })}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </details>
  );
}
