import {
  type Indicator,
  impactRoutes,
  verdictKinds,
} from '@datalab/server/modules/impact/impact.contract.ts';
import { mayNameCause } from '@datalab/server/modules/impact/judgement.contract.ts';
import { type FormEvent, useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { formatDate } from '../../i18n/format.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { verdictTones } from './impact.ts';

interface VerdictsProps {
  readonly edition: string;
  readonly indicator: Indicator;
}

/** What people say of the numbers, the newest first; nothing is ever written over. */
export function Verdicts({ edition, indicator }: VerdictsProps) {
  const t = useTexts(impactTexts);
  const { language } = useLanguage();
  const [judging, setJudging] = useState(false);
  return (
    <Card className="stack">
      <h3 className="utrecht-heading-3">{t('verdicts')}</h3>
      {indicator.verdicts.length === 0 ? <p className="soft">{t('verdictsNone')}</p> : null}
      <ol className="impact-list">
        {indicator.verdicts.map(({ id, verdict, because, level, by, organisation, at }) => (
          <li key={id}>
            <p>
              <Chip tone={verdictTones[verdict]}>{t(`verdict.${verdict}`)}</Chip> {because}
            </p>
            <p className="row small soft">
              <OrganisationName slug={organisation} />
              {t('verdictBy', { name: by, date: formatDate(at, language), level: t(`level.${level}`) })}
            </p>
          </li>
        ))}
      </ol>
      <div>
        <ActionButton permission={indicator.may.judge} onClick={() => setJudging(true)}>
          {t('judge')}
        </ActionButton>
      </div>
      <Dialog title={t('judge')} open={judging} onClose={() => setJudging(false)}>
        <VerdictForm edition={edition} indicator={indicator} onDone={() => setJudging(false)} />
      </Dialog>
    </Card>
  );
}

function VerdictForm({ edition, indicator, onDone }: VerdictsProps & { onDone(): void }) {
  const t = useTexts(impactTexts);
  const ui = useTexts(uiTexts);
  const because = useDraft(`impact.verdict.${indicator.id}`, '');
  const [verdict, setVerdict] = useState<(typeof verdictKinds)[number]>('too-early');
  const [tried, setTried] = useState(false);
  const judge = useApiChange(impactRoutes.judgeIndicator, () => {
    because.clear();
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (because.value.trim() === '') return;
    judge.mutate({
      params: { edition, indicator: indicator.id },
      body: { verdict, because: because.value },
    });
  };
  const careful = !mayNameCause(indicator.judgement.level);
  return (
    <form className="form" onSubmit={send}>
      <SelectField
        label={t('verdictWhich')}
        value={verdict}
        onChange={(value) => setVerdict(verdictKinds.find((kind) => kind === value) ?? 'too-early')}
        options={verdictKinds.map((kind) => ({ value: kind, label: t(`verdict.${kind}`) }))}
      />
      <LongTextField
        label={t('because')}
        hint={careful ? t('becauseCareful') : t('becauseHint')}
        rows={3}
        maxLength={1000}
        value={because.value}
        error={tried && because.value.trim() === '' ? ui('reasonNeeded') : undefined}
        onChange={because.change}
      />
      <ProblemAlert error={judge.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={judge.isPending}>
          {t('verdictSave')}
        </ActionButton>
      </div>
    </form>
  );
}
