import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanColumn, PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useColumnName } from './use-column-name.ts';

interface ColumnProps {
  readonly edition: string;
  readonly sharing: SharingView;
  readonly dataSet: PlanDataSet;
  readonly column: PlanColumn;
}

/** The questions that a column serves, each to be pointed at. */
export function ColumnQuestions({ edition, sharing, dataSet, column }: ColumnProps) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const nameOf = useColumnName();
  const toast = useToast();
  const params = { edition, dataSet: dataSet.dataSet };
  const putBack = useApiChange(sharingRoutes.linkColumns);
  const link = useApiChange(sharingRoutes.linkColumns, () =>
    toast({
      text: t('linked'),
      undo: () =>
        putBack.mutate({
          params,
          body: { columns: [{ column: column.name, questions: column.questions }] },
        }),
    }),
  );
  const label = t('servesOf', { name: nameOf(column) });
  if (!dataSet.may.link.allowed) return <ServedQuestions sharing={sharing} column={column} />;
  return (
    <fieldset className="column-questions" aria-label={label}>
      <span className="small soft">{t('serves')}</span>
      <span className="row">
        {sharing.questions.map(({ id, number, text }) => {
          const isServed = column.questions.includes(id);
          return (
            <button
              key={id}
              type="button"
              className="question-number question-toggle"
              aria-pressed={isServed}
              title={local(text)}
              onClick={() => {
                const questions = isServed
                  ? column.questions.filter((one) => one !== id)
                  : [...column.questions, id];
                link.mutate({ params, body: { columns: [{ column: column.name, questions }] } });
              }}
            >
              {number}
              <span className="visually-hidden">: {local(text)}</span>
            </button>
          );
        })}
      </span>
      <ProblemAlert error={link.error ?? putBack.error} />
    </fieldset>
  );
}

function ServedQuestions({ sharing, column }: Pick<ColumnProps, 'sharing' | 'column'>) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const served = sharing.questions.filter(({ id }) => column.questions.includes(id));
  if (served.length === 0) return <p className="small soft">{t('servesNone')}</p>;
  return (
    <div className="column-questions">
      <span className="small soft">{t('serves')}</span>
      <ul className="plain-list row">
        {served.map(({ id, number, text }) => (
          <li key={id} className="question-number" title={local(text)}>
            {number}
            <span className="visually-hidden">: {local(text)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
