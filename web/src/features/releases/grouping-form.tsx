import type { LandedDataSet } from '@datalab/server/modules/releases/check.contract.ts';
import { groupingNameMax } from '@datalab/server/modules/releases/groupings.contract.ts';
import { releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { ContentFields } from './grouping-fields.tsx';
import {
  checkProposal,
  type ProposalDraft,
  type ProposalField,
  readProposal,
  toProposal,
} from './proposal.ts';

interface GroupingFormProps {
  readonly edition: string;
  readonly dataSets: readonly LandedDataSet[];
}

/** Proposes a grouping or a period; what is filled in is kept when the page is left. */
export function GroupingForm({ edition, dataSets }: GroupingFormProps) {
  const t = useTexts(releasesTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const fields = useProposalDrafts(edition);
  const { draft, words } = fields;
  const [tried, setTried] = useState(false);
  const columns = useQuery({
    ...apiQuery(releasesRoutes.getGroupableColumns, { params: { edition, dataSet: draft.dataSet } }),
    enabled: draft.dataSet !== '',
  });
  const propose = useApiChange(releasesRoutes.proposeGrouping, () => {
    fields.clear();
    setTried(false);
  });
  const wrong = checkProposal(draft, words, columns.data);
  const errorOf = (field: ProposalField): string | undefined => {
    const problem = tried ? wrong.get(field) : undefined;
    if (problem === undefined) return undefined;
    return problem === 'fieldNeeded' ? ui(problem) : t(problem);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.size === 0) propose.mutate({ params: { edition }, body: toProposal(draft, words) });
  };
  return (
    <Card className="stack">
      <Heading2>{t('proposeTitle')}</Heading2>
      <form className="form" onSubmit={send} noValidate>
        <SelectField
          label={t('dataSet')}
          value={draft.dataSet}
          error={errorOf('dataSet')}
          onChange={(dataSet) => fields.change({ ...readProposal(''), kind: draft.kind, dataSet })}
          options={[
            { value: '', label: t('chooseDataSet') },
            ...dataSets.map(({ dataSet, name }) => ({ value: dataSet, label: local(name) })),
          ]}
        />
        {draft.dataSet !== '' && (
          <Loaded query={columns}>
            {(known) => (
              <ContentFields draft={draft} known={known} errorOf={errorOf} onChange={fields.change} />
            )}
          </Loaded>
        )}
        {(['nameNl', 'nameEn'] as const).map((name) => (
          <TextField
            key={name}
            label={t(name)}
            maxLength={groupingNameMax}
            value={words[name]}
            error={errorOf(name)}
            onChange={fields[name].change}
          />
        ))}
        <LongTextField
          label={t('purpose')}
          rows={2}
          maxLength={1000}
          value={words.purpose}
          error={errorOf('purpose')}
          onChange={fields.purpose.change}
        />
        <ProblemAlert error={propose.error} />
        {propose.isSuccess && <Alert type="ok">{t('sent')}</Alert>}
        <div>
          <ActionButton look="primary" type="submit" busy={propose.isPending}>
            {t('send')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}

function useProposalDrafts(edition: string) {
  const key = (name: string): string => `groupings.${edition}.${name}`;
  const chosen = useDraft(key('chosen'), '');
  const nameNl = useDraft(key('nameNl'), '');
  const nameEn = useDraft(key('nameEn'), '');
  const purpose = useDraft(key('purpose'), '');
  return {
    draft: readProposal(chosen.value),
    words: { nameNl: nameNl.value, nameEn: nameEn.value, purpose: purpose.value },
    change: (draft: ProposalDraft) => chosen.change(JSON.stringify(draft)),
    nameNl,
    nameEn,
    purpose,
    clear: () => {
      for (const field of [chosen, nameNl, nameEn, purpose]) field.clear();
    },
  };
}
