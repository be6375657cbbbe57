import type { Grouping } from '@datalab/server/modules/releases/groupings.contract.ts';
import { releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { formatDate, formatMonth } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Chip, type ChipTone } from '../../ui/chip.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { GroupingCostPart } from './grouping-cost.tsx';
import './releases.css';

interface GroupingItemProps {
  readonly edition: string;
  readonly grouping: Grouping;
  /** Whether the page is the one on which is decided. */
  readonly isDecidedHere?: boolean;
}

const tones: Readonly<Record<Grouping['state'], ChipTone>> = {
  proposed: 'rust',
  approved: 'green',
  refused: 'quiet',
  ended: 'quiet',
};

/** The place of a grouping on its page. */
export const groupingAnchor = (id: string): string => `grouping-${id}`;

/** One grouping with what it costs and what may be decided about it. */
export function GroupingItem({ edition, grouping, isDecidedHere = false }: GroupingItemProps) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { name, state, purpose, proposed, decided, ended, cost } = grouping;
  const words = ({ by, at }: { by: string; at: string }) => ({ by, at: formatDate(at, language) });
  return (
    <li className="stack stack-tight" id={groupingAnchor(grouping.id)}>
      <p>
        <strong>{local(name)}</strong> <Chip tone={tones[state]}>{t(`state.${state}`)}</Chip>
      </p>
      <Content content={grouping.content} />
      <p className="small soft">{t('proposedBy', { ...words(proposed), purpose })}</p>
      {decided && (
        <p className="small soft">{t('decidedBy', { ...words(decided), reason: decided.reason })}</p>
      )}
      {ended && <p className="small soft">{t('endedBy', { ...words(ended), reason: ended.reason })}</p>}
      {cost && <GroupingCostPart cost={cost} />}
      {isDecidedHere && <Decisions edition={edition} grouping={grouping} />}
    </li>
  );
}

function Content({ content }: Pick<Grouping, 'content'>) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  if (content.kind === 'window') {
    const [from, to] = [formatMonth(content.from, language), formatMonth(content.to, language)];
    return <p>{t('windowOf', { from, to })}</p>;
  }
  const values = content.values.map(({ label }) => local(label)).join(', ');
  return <p>{t('groupOf', { column: local(content.column.label), values })}</p>;
}

function Decisions({ edition, grouping }: GroupingItemProps) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const decide = useApiChange(releasesRoutes.decideGrouping);
  const end = useApiChange(releasesRoutes.endGrouping);
  const params = { edition, grouping: grouping.id };
  const { may, state } = grouping;
  if (state === 'proposed') {
    return (
      <>
        <DecisionForm
          draftKey={`releases.${grouping.id}.decision`}
          reasonLabel={`${t('why')}: ${local(grouping.name)}`}
          permission={may.refuse}
          busy={decide.isPending}
          choices={[
            { value: 'approve', label: t('approve'), primary: true, permission: may.approve },
            { value: 'refuse', label: t('refuse') },
          ]}
          onDecide={(decision: 'approve' | 'refuse', reason) =>
            decide.mutate({ params, body: { decision, reason } })
          }
        />
        <ProblemAlert error={decide.error} />
      </>
    );
  }
  if (state !== 'approved' || !may.end.allowed) return null;
  return (
    <details className="grouping-end">
      <summary>{t('end')}</summary>
      <DecisionForm
        draftKey={`releases.${grouping.id}.end`}
        reasonLabel={`${t('why')}: ${local(grouping.name)}`}
        reasonHint={t('endHint')}
        permission={may.end}
        busy={end.isPending}
        choices={[{ value: 'end', label: t('end'), primary: true }]}
        onDecide={(_, reason) => end.mutate({ params, body: { reason } })}
      />
      <ProblemAlert error={end.error} />
    </details>
  );
}
