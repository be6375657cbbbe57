import type { IncidentSummary } from '@datalab/server/modules/incidents/incidents.contract.ts';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { incidentsTexts } from '../../i18n/incidents.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { Chip } from '../../ui/chip.tsx';

/** Until when the authority can be told, and what is not decided yet. */
export function Deadline({ incident }: { incident: IncidentSummary }) {
  const t = useTexts(incidentsTexts);
  const { language } = useLanguage();
  const { tellBefore, missing, closedAt } = incident;
  if (closedAt !== null) return <p>{t('closedOn', { date: formatDate(closedAt, language) })}</p>;
  const hours = Math.floor((Date.parse(tellBefore) - Date.now()) / 3_600_000);
  const moment = `${formatDate(tellBefore, language)}, ${formatTime(tellBefore, language)}`;
  return (
    <>
      <p>
        {t('tellBefore', { moment })}{' '}
        {missing.includes('authority') ? (
          <Chip tone={hours < 24 ? 'red' : 'rust'}>
            {hours < 0 ? t('late') : t('hoursLeft', { n: hours })}
          </Chip>
        ) : null}
      </p>
      {missing.length === 0 ? null : (
        <p className="soft">{t('missing', { what: missing.map((kind) => t(`short.${kind}`)).join(', ') })}</p>
      )}
    </>
  );
}
