import { type AuditEvent, auditRoutes } from '@datalab/server/modules/audit/audit.contract.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { downloadText } from '../../ui/charts/download.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { actionsToFind } from './event-words.ts';
import { eventsToCsv } from './events-csv.ts';
import { type LogSearch, searchToFilter } from './filter.ts';
import { useEventWords } from './use-event-words.ts';

const columns = [
  'number',
  'at',
  'who',
  'organisation',
  'action',
  'because',
  'edition',
  'code',
  'subject',
  'details',
] as const;

/** Everything that fits as a file, not only this page; the log tells that it was taken. */
export function ExportEvents({ search }: { search: LogSearch }) {
  const t = useTexts(auditTexts);
  const { language } = useLanguage();
  const say = useEventWords();
  const client = useQueryClient();
  const write = (events: readonly AuditEvent[], format: 'csv' | 'json') =>
    format === 'json'
      ? JSON.stringify(events, null, 2)
      : eventsToCsv(
          columns.map((column) => t(column)),
          events,
          say,
          language,
        );
  const take = useMutation({
    mutationFn: async (format: 'csv' | 'json') => {
      const actions = actionsToFind(search.q, language);
      const body = { ...searchToFilter(search), format, ...(actions.length > 0 && { actions }) };
      const { events } = await call(auditRoutes.exportAuditEvents, { body });
      downloadText(`${t('fileName')}.${format}`, types[format], write(events, format));
    },
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <div className="stack stack-tight">
      <div className="row">
        <ActionButton busy={take.isPending} onClick={() => take.mutate('csv')}>
          {t('asCsv')}
        </ActionButton>
        <ActionButton look="subtle" busy={take.isPending} onClick={() => take.mutate('json')}>
          {t('asJson')}
        </ActionButton>
      </div>
      <ProblemAlert error={take.error} />
    </div>
  );
}

const types = { csv: 'text/csv', json: 'application/json' } as const;
