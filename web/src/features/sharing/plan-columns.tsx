import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanColumn, PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useIsMutating } from '@tanstack/react-query';
import { useApiChange } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ColumnDecision } from './column-decision.tsx';
import { ColumnQuestions } from './column-questions.tsx';
import { outcomeOf, proposalOf } from './columns.ts';
import { useColumnName } from './use-column-name.ts';
import { useReasonFor } from './use-reason.ts';

interface PlanColumnsProps {
  readonly edition: string;
  readonly sharing: SharingView;
  readonly dataSet: PlanDataSet;
}

/** Every column with the questions it serves and what was decided; first what its owner can do in one go. */
export function PlanColumns({ edition, sharing, dataSet }: PlanColumnsProps) {
  const t = useTexts(sharingTexts);
  const leaving = dataSet.columns.filter((column) => !column.staysAtOwner);
  const staying = dataSet.columns.filter((column) => column.staysAtOwner);
  return (
    <section className="stack" aria-labelledby="columns">
      <Heading2 id="columns" tabIndex={-1}>
        {t('columns')}
      </Heading2>
      <Questions questions={sharing.questions} />
      <AsProposed edition={edition} sharing={sharing} dataSet={dataSet} />
      <ul className="plain-list plan-columns">
        {leaving.map((column) => (
          <ColumnRow
            key={column.name}
            edition={edition}
            sharing={sharing}
            dataSet={dataSet}
            column={column}
          />
        ))}
      </ul>
      <Staying columns={staying} />
    </section>
  );
}

function Questions({ questions }: Pick<SharingView, 'questions'>) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  if (questions.length === 0) return <p className="soft">{t('noQuestions')}</p>;
  return (
    <div className="plan-questions">
      <Heading3>{t('questions')}</Heading3>
      <ul className="plain-list small">
        {questions.map(({ id, number, text }) => (
          <li key={id}>
            <span className="question-number">{number}</span> {local(text)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One press for all that waits, as the platform proposes; each can still be decided otherwise. */
function AsProposed({ edition, sharing, dataSet }: PlanColumnsProps) {
  const t = useTexts(sharingTexts);
  const toast = useToast();
  const reasonFor = useReasonFor(sharing.questions);
  const params = { edition, dataSet: dataSet.dataSet };
  const putBack = useApiChange(sharingRoutes.decideColumns);
  const decide = useApiChange(sharingRoutes.decideColumns, (_, { body }) => {
    const back = (body?.decisions ?? []).map((one) => ({ ...one, outcome: null, grain: null }));
    toast({
      text: t('decided'),
      undo: () => putBack.mutate({ params, body: { decisions: back } }),
    });
  });
  // What is decided this moment is not to be decided again by what the page still shows.
  const isChanging = useIsMutating() > 0;
  const decisions = dataSet.columns.flatMap((column) => {
    const proposal = proposalOf(column);
    if (proposal === undefined) return [];
    return [{ column: column.name, ...proposal, reason: reasonFor(column, proposal.outcome) }];
  });
  if (decisions.length === 0 || !dataSet.may.decide.allowed) return null;
  return (
    <div className="stack stack-tight">
      <p>{t('proposedHint')}</p>
      <div>
        <ActionButton
          look="primary"
          busy={isChanging}
          onClick={() => decide.mutate({ params, body: { decisions } })}
        >
          {t('asProposed', { n: decisions.length })}
        </ActionButton>
      </div>
      <ProblemAlert error={decide.error ?? putBack.error} />
    </div>
  );
}

function ColumnRow({ edition, sharing, dataSet, column }: PlanColumnsProps & { column: PlanColumn }) {
  const t = useTexts(sharingTexts);
  const nameOf = useColumnName();
  return (
    <li className={`plan-column plan-column-${outcomeOf(column)}`}>
      <div className="plan-column-name">
        <Heading3>{nameOf(column)}</Heading3>
        <p className="row small soft">
          <code>{column.name}</code>
          {column.key && <Chip tone="quiet">{t('key')}</Chip>}
          {column.personal && <Chip tone="quiet">{t('personal')}</Chip>}
        </p>
      </div>
      <ColumnQuestions edition={edition} sharing={sharing} dataSet={dataSet} column={column} />
      <ColumnDecision edition={edition} sharing={sharing} dataSet={dataSet} column={column} />
    </li>
  );
}

/** Names, house numbers and numbers of records: nobody decides on them, because they never leave. */
function Staying({ columns }: { columns: readonly PlanColumn[] }) {
  const t = useTexts(sharingTexts);
  const nameOf = useColumnName();
  if (columns.length === 0) return null;
  return (
    <p className="small soft">
      {t('staying')} {columns.map(nameOf).join(', ')}.
    </p>
  );
}
