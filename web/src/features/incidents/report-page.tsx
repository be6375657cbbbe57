import { type IncidentFacts, incidentsRoutes } from '@datalab/server/modules/incidents/incidents.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { incidentsTexts } from '../../i18n/incidents.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { editionsQuery } from '../editions/edition.ts';
import { emptyReport, readReport, type Typed } from './report.ts';

const kinds: readonly IncidentFacts['kinds'][number][] = ['confidentiality', 'integrity', 'availability'];

/** For everybody: who sees that something is wrong is seldom who must decide about it. */
export function ReportIncidentPage() {
  const t = useTexts(incidentsTexts);
  const local = useLocal();
  const editions = useQuery(editionsQuery).data ?? [];
  const [typed, setTyped] = useState<Typed>(emptyReport);
  const [tried, setTried] = useState(false);
  const report = useApiChange(incidentsRoutes.reportIncident);
  const read = readReport(typed);
  const put = (change: Partial<Typed>) => setTyped({ ...typed, ...change });
  const wrong = (field: keyof Typed, text: string) =>
    tried && read.wrong.includes(field) ? text : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.facts !== undefined) report.mutate({ body: read.facts });
  };
  if (report.data !== undefined) {
    return (
      <Page title={t('reportTitle')}>
        <Alert type="ok">
          <p>{t('reported', { n: report.data.told })}</p>
          <p>{t('reportedMore')}</p>
        </Alert>
      </Page>
    );
  }
  return (
    <Page title={t('reportTitle')} lead={t('reportLead')}>
      <form className="form" onSubmit={send} noValidate>
        <TextField
          label={t('name')}
          maxLength={200}
          value={typed.title}
          error={wrong('title', t('wrong'))}
          onChange={(title) => put({ title })}
        />
        <LongTextField
          label={t('what')}
          value={typed.what}
          error={wrong('what', t('wrong'))}
          onChange={(what) => put({ what })}
        />
        <TickList
          legend={t('kinds')}
          options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          chosen={typed.kinds}
          error={wrong('kinds', t('wrong'))}
          onChange={(chosen) => put({ kinds: kinds.filter((kind) => chosen.includes(kind)) })}
        />
        <SelectField
          label={t('edition')}
          value={typed.edition}
          options={[
            { value: '', label: t('noEdition') },
            ...editions.map(({ slug, title }) => ({ value: slug, label: local(title) })),
          ]}
          onChange={(edition) => put({ edition })}
        />
        <TextField
          type="date"
          label={t('discoveredDay')}
          value={typed.day}
          error={wrong('day', t('wrong'))}
          onChange={(day) => put({ day })}
        />
        <TextField
          type="time"
          label={t('discoveredTime')}
          hint={t('timeHint')}
          value={typed.time}
          error={wrong('time', t('wrongTime'))}
          onChange={(time) => put({ time })}
        />
        <TextField
          type="date"
          optional
          label={t('fromDay')}
          value={typed.from}
          onChange={(from) => put({ from })}
        />
        <TextField
          optional
          label={t('personsHow')}
          maxLength={10}
          value={typed.persons}
          error={wrong('persons', t('wrongNumber'))}
          onChange={(persons) => put({ persons })}
        />
        <div>
          <ActionButton type="submit" busy={report.isPending}>
            {t('send')}
          </ActionButton>
        </div>
        <ProblemAlert error={report.error} />
      </form>
    </Page>
  );
}
