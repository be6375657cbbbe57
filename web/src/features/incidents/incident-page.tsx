import { type Incident, incidentsRoutes } from '@datalab/server/modules/incidents/incidents.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { incidentsTexts } from '../../i18n/incidents.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { LoadedPage } from '../../ui/query-state.tsx';
import { Deadline } from './deadline.tsx';
import { Decisions } from './decisions.tsx';
import { Letters } from './letters.tsx';
import { Traces } from './traces.tsx';

export function IncidentPage() {
  const { incident } = useParams({ from: '/incidents/$incident' });
  const query = useQuery(apiQuery(incidentsRoutes.getIncident, { params: { incident } }));
  return <LoadedPage query={query}>{(loaded) => <Case incident={loaded} />}</LoadedPage>;
}

function Case({ incident }: { incident: Incident }) {
  const t = useTexts(incidentsTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const { facts, may, organisation } = incident;
  return (
    <Page title={incident.title} lead={facts.what}>
      <p className="no-print">
        <TextLink to="/incidents">{t('toAll')}</TextLink>
      </p>
      <Card className="stack stack-tight">
        <Deadline incident={incident} />
        <p>{facts.kinds.map((kind) => t(`kind.${kind}`)).join(' · ')}</p>
      </Card>
      {may.change.allowed || incident.closedAt !== null ? null : (
        <Alert>{t('otherLeads', { organisation: local(nameOf(organisation)) })}</Alert>
      )}
      <Decisions incident={incident} />
      <Notes incident={incident} />
      <Traces traces={incident.traces} />
      <Told told={incident.told} />
      <Letters incident={incident} />
      <Close incident={incident} />
    </Page>
  );
}

function Notes({ incident }: { incident: Incident }) {
  const t = useTexts(incidentsTexts);
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const add = useApiChange(incidentsRoutes.noteIncident, () => setText(''));
  return (
    <section className="stack" aria-labelledby="notes">
      <Heading2 id="notes">{t('notes')}</Heading2>
      {incident.notes.length === 0 ? <p className="soft">{t('nothingYet')}</p> : null}
      <ul className="stack stack-tight plain-list">
        {incident.notes.map(({ text: said, by, at }) => (
          <li key={at}>
            <p>{said}</p>
            <p className="small soft">
              {t('decidedBy', { who: by, date: `${formatDate(at, language)}, ${formatTime(at, language)}` })}
            </p>
          </li>
        ))}
      </ul>
      {incident.may.change.allowed ? (
        <form
          className="form no-print"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') add.mutate({ params: { incident: incident.id }, body: { text } });
          }}
        >
          <LongTextField label={t('note')} value={text} onChange={setText} />
          <div>
            <ActionButton type="submit" look="subtle" busy={add.isPending}>
              {t('addNote')}
            </ActionButton>
          </div>
          <ProblemAlert error={add.error} />
        </form>
      ) : null}
    </section>
  );
}

function Told({ told }: Pick<Incident, 'told'>) {
  const t = useTexts(incidentsTexts);
  const { language } = useLanguage();
  return (
    <section className="stack stack-tight" aria-labelledby="told">
      <Heading2 id="told">{t('told')}</Heading2>
      <ul className="stack stack-tight plain-list">
        {told.map(({ organisation, at }) => (
          <li key={organisation}>
            <OrganisationName slug={organisation} />{' '}
            <span className="small soft">
              {t('toldAt', { date: `${formatDate(at, language)}, ${formatTime(at, language)}` })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Close({ incident }: { incident: Incident }) {
  const t = useTexts(incidentsTexts);
  const close = useApiChange(incidentsRoutes.closeIncident);
  if (!incident.may.close.allowed) return null;
  return (
    <section className="stack no-print">
      <p className="soft">{t('closeWhy')}</p>
      <div>
        <ActionButton
          busy={close.isPending}
          onClick={() => close.mutate({ params: { incident: incident.id } })}
        >
          {t('close')}
        </ActionButton>
      </div>
      <ProblemAlert error={close.error} />
    </section>
  );
}
