import {
  type Insight,
  type InsightWall,
  insightsRoutes,
} from '@datalab/server/modules/solutions/insights.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { dayFrom, membersToOptions } from './solutions.ts';

interface SortNoteProps {
  readonly edition: string;
  readonly wall: InsightWall;
  readonly insight: Insight;
  onDone(): void;
}

const agreedWeeks = 4;

/** The actions on a note: group it with others, merge it into another, or agree on it. */
export function SortNote(props: SortNoteProps) {
  const { insight } = props;
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  return (
    <div className="stack stack-wide">
      <p className="insight-text">{local(insight.text)}</p>
      <GroupForm {...props} />
      {insight.may.agree.allowed ? <AgreeForm {...props} /> : null}
      {insight.may.merge.allowed ? <MergeForm {...props} /> : null}
      {insight.may.agree.allowed ? null : <p className="small soft">{t('leaderSorts')}</p>}
    </div>
  );
}

function GroupForm({ edition, insight, onDone }: SortNoteProps) {
  const t = useTexts(solutionsTexts);
  const [theme, setTheme] = useState(insight.theme ?? '');
  const group = useApiChange(insightsRoutes.groupInsight, onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const word = theme.trim();
    group.mutate({
      params: { edition, insight: insight.id },
      body: { theme: word === '' ? null : word },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('groupWord')}
        hint={t('groupWordHint')}
        maxLength={60}
        optional
        value={theme}
        onChange={setTheme}
      />
      <ProblemAlert error={group.error} />
      <div>
        <ActionButton type="submit" busy={group.isPending}>
          {t('group')}
        </ActionButton>
      </div>
    </form>
  );
}

function AgreeForm({ edition, wall, insight, onDone }: SortNoteProps) {
  const t = useTexts(solutionsTexts);
  const [owner, setOwner] = useState(wall.members[0]?.id ?? '');
  const [due, setDue] = useState(() => dayFrom(new Date(), agreedWeeks));
  const agree = useApiChange(insightsRoutes.agreeInsight, onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    agree.mutate({ params: { edition, insight: insight.id }, body: { owner, due } });
  };
  return (
    <form className="form" onSubmit={send}>
      <SelectField
        label={t('agreeOwner')}
        value={owner}
        onChange={setOwner}
        options={membersToOptions(wall.members)}
      />
      <TextField type="date" label={t('agreeDue')} value={due} onChange={setDue} />
      <ProblemAlert error={agree.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={agree.isPending}>
          {t('agree')}
        </ActionButton>
      </div>
    </form>
  );
}

function MergeForm({ edition, wall, insight, onDone }: SortNoteProps) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const others = wall.insights.filter(({ id, state }) => state === 'note' && id !== insight.id);
  const [into, setInto] = useState(others[0]?.id ?? '');
  const merge = useApiChange(insightsRoutes.mergeInsight, onDone);
  if (others.length === 0) return null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    merge.mutate({ params: { edition, insight: insight.id }, body: { into } });
  };
  return (
    <form className="form" onSubmit={send}>
      <SelectField
        label={t('mergeInto')}
        value={into}
        onChange={setInto}
        options={others.map(({ id, text }) => ({ value: id, label: local(text) }))}
      />
      <ProblemAlert error={merge.error} />
      <div>
        <ActionButton type="submit" busy={merge.isPending}>
          {t('merge')}
        </ActionButton>
      </div>
    </form>
  );
}
