import {
  areaStatements,
  levels,
  type ReadinessAnswers,
  type ReadinessBoard,
  readinessArea,
  readinessRoutes,
  type StatementKey,
  statementKeys,
} from '@datalab/server/modules/readiness/readiness.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readKeptChoices } from '../../app/kept-choices.ts';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import './readiness.css';
import { readinessQuery } from './readiness.ts';
import { StatementField } from './statement-field.tsx';

export function AnswersPage() {
  const { edition } = useParams({ from: '/editions/$edition/readiness/mine' });
  const board = useQuery(readinessQuery(edition));
  const t = useTexts(readinessTexts);
  return (
    <LoadedEdition slug={edition} query={board}>
      {(whole, known) => (
        <EditionPage
          title={t('answer')}
          lead={t('candid')}
          edition={whole}
          step="prioritise"
          within={
            <TextLink key="readiness" to="/editions/$edition/readiness" params={{ edition }}>
              {t('title')}
            </TextLink>
          }
          here={t('answer')}
        >
          <AnswerForm key={known.mine.round} edition={edition} board={known} />
        </EditionPage>
      )}
    </LoadedEdition>
  );
}

/** Kept in the browser until it is sent: nobody sees an answer that is still being thought about. */
function AnswerForm({ edition, board }: { edition: string; board: ReadinessBoard }) {
  const t = useTexts(readinessTexts);
  const local = useLocal();
  const me = usePerson();
  const { nameOf } = useOrganisations();
  const toast = useToast();
  const navigate = useNavigate();
  const { round, answers: sent } = board.mine;
  const draft = useDraft(`readiness.${edition}.${round}`, JSON.stringify(sent ?? {}));
  const chosen = readDraft(draft.value);
  const [tried, setTried] = useState(false);
  const open = statementKeys.filter((statement) => chosen[statement] === undefined);
  const send = useApiChange(readinessRoutes.sendReadiness, () => {
    draft.clear();
    toast({ text: t('sent') });
    void navigate({ to: '/editions/$edition/readiness', params: { edition } });
  });
  const choose = (statement: StatementKey, level: number | null) =>
    draft.change(JSON.stringify({ ...chosen, [statement]: level }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isWhole(chosen)) {
      document.querySelector<HTMLElement>(`[name="${open[0]}"]`)?.focus();
      return;
    }
    send.mutate({ params: { edition }, body: { round, answers: chosen } });
  };
  return (
    <form className="stack stack-wide" onSubmit={submit}>
      {me === null ? null : <p className="soft">{local(nameOf(me.organisation))}</p>}
      {readinessArea.options.map((area) => (
        <section key={area} className="stack">
          <Heading2>{t(`area.${area}`)}</Heading2>
          {areaStatements[area].map((statement) => (
            <StatementField
              key={statement}
              statement={statement}
              chosen={chosen[statement]}
              missing={tried && chosen[statement] === undefined}
              onChoose={(level) => choose(statement, level)}
            />
          ))}
        </section>
      ))}
      {open.length === 0 ? null : <p className="soft">{t('unanswered', { n: open.length })}</p>}
      <ProblemAlert error={send.error} />
      <div>
        <ActionButton look="primary" type="submit" permission={board.may.answer} busy={send.isPending}>
          {t('send')}
        </ActionButton>
      </div>
    </form>
  );
}

type Draft = Partial<ReadinessAnswers>;

function readDraft(text: string): Draft {
  return readKeptChoices(text, statementKeys, [...levels, null]);
}

function isWhole(draft: Draft): draft is ReadinessAnswers {
  return statementKeys.every((statement) => draft[statement] !== undefined);
}
