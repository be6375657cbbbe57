import type { AuditEvent } from '@datalab/server/modules/audit/audit.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { detailsToLine } from './event-words.ts';
import './events.css';
import { useEventWords } from './use-event-words.ts';

/** What happened as sentences under their day, with the line of the log itself under each. */
export function Events({ events }: { events: readonly AuditEvent[] }) {
  const { language } = useLanguage();
  const days = [...Map.groupBy(events, ({ at }) => formatDate(at, language))];
  return days.map(([day, ofDay]) => (
    <section key={day}>
      <Heading2>{day}</Heading2>
      <ol className="events">
        {ofDay.map((event) => (
          <EventLine key={event.sequence} event={event} />
        ))}
      </ol>
    </section>
  ));
}

function EventLine({ event }: { event: AuditEvent }) {
  const t = useTexts(auditTexts);
  const { language } = useLanguage();
  const { colourOf } = useOrganisations();
  const { at, actor, action, subject, edition, details, sequence } = event;
  const { who, organisation, what, reason, edition: title } = useEventWords()(event);
  return (
    <li className="event">
      <time className="event-time" dateTime={at}>
        {formatTime(at, language)}
      </time>
      <Avatar name={who} colour={actor === null ? null : colourOf(actor.organisation)} />
      <div className="event-words">
        <p>
          <strong>{who}</strong> {what}
        </p>
        {reason === '' ? null : <p className="small soft">{t('reason', { reason })}</p>}
        <p className="small soft">
          {organisation}
          {organisation === '' || edition === null ? null : ' · '}
          {edition !== null && (
            <TextLink to="/editions/$edition" params={{ edition }}>
              {title}
            </TextLink>
          )}
        </p>
      </div>
      <details className="small soft event-line">
        <summary>{t('exactly')}</summary>
        <code>{[`#${sequence}`, action, subject, detailsToLine(details)].join(' · ')}</code>
      </details>
    </li>
  );
}
