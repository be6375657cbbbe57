import {
  type Edition,
  editionsRoutes,
  type Leaving,
} from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { DecisionForm } from '../../app/decision-form.tsx';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useTexts } from '../../i18n/language.tsx';
import { leavingTexts } from '../../i18n/leaving.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';

interface LeaveFormProps {
  readonly edition: Edition;
  readonly organisation: string;
}

/** Stepping out: first what leaves and what gets a mark, then the reason. */
export function LeaveForm({ edition, organisation }: LeaveFormProps) {
  const t = useTexts(leavingTexts);
  const { nameOf } = useOrganisations();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useQueryClient();
  const params = { edition: edition.slug, organisation };
  const leaving = useQuery(apiQuery(editionsRoutes.getLeaving, { params }));
  const leave = useApiChange(editionsRoutes.decideParticipation, () => {
    toast({ text: t('left', { organisation: nameOf(organisation) }) });
    void navigate({ to: '/editions' }).then(() => client.removeQueries({ type: 'inactive' }));
  });
  return (
    <Loaded query={leaving}>
      {(counts) => (
        <div className="stack">
          <p>{t('lead')}</p>
          <WhatLeaves counts={counts} />
          <DecisionForm
            draftKey={`leaving.${edition.slug}`}
            reasonLabel={t('reason', { organisation: nameOf(organisation) })}
            choices={[{ value: 'out', label: t('leave'), primary: true }]}
            permission={{ allowed: true }}
            busy={leave.isPending}
            onDecide={(decision, reason) => leave.mutate({ params, body: { decision, reason } })}
          />
          <ProblemAlert error={leave.error} />
        </div>
      )}
    </Loaded>
  );
}

function WhatLeaves({ counts }: { counts: Leaving }) {
  const t = useTexts(leavingTexts);
  const { versions, rows, documents } = counts;
  const marked = (['analyses', 'findings', 'insights', 'solutions'] as const).filter(
    (one) => counts[one] > 0,
  );
  return (
    <>
      <h3 className="utrecht-heading-3">{t('leaves')}</h3>
      {versions + documents === 0 ? <p className="soft">{t('nothing')}</p> : null}
      <ul>
        {versions === 0 ? null : <li>{t('data', { versions, rows })}</li>}
        {documents === 0 ? null : <li>{t('documents', { n: documents })}</li>}
      </ul>
      <h3 className="utrecht-heading-3">{t('stays')}</h3>
      {marked.length === 0 ? <p className="soft">{t('nothingMarked')}</p> : null}
      <ul>
        {marked.map((one) => (
          <li key={one}>{t(one, { n: counts[one] })}</li>
        ))}
      </ul>
    </>
  );
}
