import {
  checkOutcome,
  type Insight,
  insightsRoutes,
} from '@datalab/server/modules/solutions/insights.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { InsightBasis } from './insight-basis.tsx';
import { InsightText } from './insight-text.tsx';
import { MergedNotes } from './note-card.tsx';

const outcomeTones = { confirmed: 'green', partly: 'rust', 'not-confirmed': 'red' } as const;

/** An insight that everybody supports: its owner and date, and what was seen on the spot. */
export function AgreedInsight({ edition, insight }: { edition: string; insight: Insight }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const used = insight.state === 'used';
  const [checking, setChecking] = useState(false);
  const check = useApiChange(insightsRoutes.checkInsight, () => setChecking(false));
  return (
    <Card as="li" className="lane-note">
      <p className="insight-text">
        <InsightText insight={insight} />
      </p>
      <p className="row">
        <Chip tone={used ? 'green' : 'rust'}>{t(used ? 'insightUsed' : 'insightOpen')}</Chip>
        {insight.owner === null || insight.due === null ? null : (
          <span className="small soft">
            {t('ownerDue', { name: insight.owner.name, date: formatDate(insight.due, language) })}
          </span>
        )}
      </p>
      <InsightBasis edition={edition} insight={insight} />
      <MergedNotes insight={insight} />
      <FieldChecks insight={insight} />
      {insight.may.check.allowed ? (
        <ActionButton look="subtle" about={local(insight.text)} onClick={() => setChecking(true)}>
          {t('check')}
        </ActionButton>
      ) : null}
      <Dialog title={t('check')} open={checking} onClose={() => setChecking(false)}>
        <p>{local(insight.text)}</p>
        <DecisionForm
          draftKey={`check.${insight.id}`}
          reasonLabel={t('checkSeen')}
          reasonHint={t('checkSeenHint')}
          choices={checkOutcome.options.map((value) => ({
            value,
            label: t(`outcome.${value}`),
            primary: value === 'confirmed',
          }))}
          permission={insight.may.check}
          busy={check.isPending}
          onDecide={(outcome, text) =>
            check.mutate({ params: { edition, insight: insight.id }, body: { outcome, text } })
          }
        />
        <ProblemAlert error={check.error} />
      </Dialog>
    </Card>
  );
}

function FieldChecks({ insight }: { insight: Insight }) {
  const t = useTexts(solutionsTexts);
  const { language } = useLanguage();
  if (insight.checks.length === 0) return <p className="small soft">{t('notChecked')}</p>;
  return (
    <ul className="stack stack-tight plain-list small">
      {insight.checks.map((one) => (
        <li key={one.id}>
          <Chip tone={outcomeTones[one.outcome]}>{t(`outcome.${one.outcome}`)}</Chip> {one.text}{' '}
          <span className="soft">
            <OrganisationPieces slugs={[one.organisation]} /> {one.by}, {formatDate(one.at, language)}
          </span>
        </li>
      ))}
    </ul>
  );
}
