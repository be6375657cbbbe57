import type { AuditEvent } from '@datalab/server/modules/audit/audit.contract.ts';
import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { TextLink } from '../../ui/link.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { editionsQuery } from '../editions/editions-page.tsx';
import { detailsToLine, detailsToWords, reasonOf } from './event-words.ts';
import './events.css';

interface Names {
  readonly dataSets: ReadonlyMap<string, LocalText>;
  readonly editions: ReadonlyMap<string, LocalText>;
}

const columns = ['at', 'who', 'action', 'where'] as const;

/** What happened as sentences, with the line of the log itself under each. */
export function Events({ events }: { events: readonly AuditEvent[] }) {
  const t = useTexts(auditTexts);
  const dataSets = useQuery(apiQuery(catalogueRoutes.listDataSets, {})).data ?? [];
  const editions = useQuery(editionsQuery).data ?? [];
  const names: Names = {
    dataSets: new Map(dataSets.map(({ id, name }) => [id, name])),
    editions: new Map(editions.map(({ slug, title }) => [slug, title])),
  };
  return (
    <WideTable
      name={t('tableCaption')}
      isNameShown
      columns={columns.map((key) => ({ key, label: t(key) }))}
      className="utrecht-table utrecht-table--html-table audit-table"
    >
      {events.map((event) => (
        <EventRow key={event.sequence} event={event} names={names} />
      ))}
    </WideTable>
  );
}

function EventRow({ event, names }: { event: AuditEvent; names: Names }) {
  const t = useTexts(auditTexts);
  const { language } = useLanguage();
  const messageOf = useMessage();
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const { at, actor, action, subject, edition, details } = event;
  const reason = reasonOf(details);
  const title = edition === null ? undefined : names.editions.get(edition);
  return (
    <tr>
      <td>{formatDateTime(at, language)}</td>
      <td>{actor === null ? t('platform') : `${actor.name}, ${local(nameOf(actor.organisation))}`}</td>
      <td>
        <p>{messageOf(`told.${action}`, detailsToWords(details, names.dataSets))}</p>
        {reason && (
          <p className="small soft">
            {t('reason', { reason: reason.isCode ? messageOf(reason.text) : reason.text })}
          </p>
        )}
        <details className="small soft">
          <summary>{t('exactly')}</summary>
          <code>{[`#${event.sequence}`, action, subject, detailsToLine(details)].join(' · ')}</code>
        </details>
      </td>
      <td>
        {edition !== null && (
          <TextLink to="/editions/$edition" params={{ edition }}>
            {title === undefined ? edition : local(title)}
          </TextLink>
        )}
      </td>
    </tr>
  );
}
