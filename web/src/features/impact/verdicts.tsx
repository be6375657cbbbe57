import {
  type Indicator,
  impactRoutes,
  verdictKinds,
} from '@datalab/server/modules/impact/impact.contract.ts';
import { mayNameCause } from '@datalab/server/modules/impact/judgement.contract.ts';
import { verdictFigures } from '@datalab/server/modules/impact/verdict-figures.contract.ts';
import { type ElsewhereMark, marksUsed } from '@datalab/server/platform/http/unbound-numbers.contract.ts';
import { type FormEvent, useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useDraft, useListDraft } from '../../app/use-draft.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { TextWithNumbers } from '../../ui/numbers/text-with-numbers.tsx';
import { UnboundList } from '../../ui/numbers/unbound-list.tsx';
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
        {indicator.verdicts.map(({ id, verdict, because, numbers, level, by, organisation, at }) => (
          <li key={id}>
            <p>
              <Chip tone={verdictTones[verdict]}>{t(`verdict.${verdict}`)}</Chip>{' '}
              <VerdictText because={because} numbers={numbers} />
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

/** The words of a verdict: its figures in bold, and a mark at each number that comes from elsewhere. */
function VerdictText({ because, numbers }: Pick<Indicator['verdicts'][number], 'because' | 'numbers'>) {
  const { language } = useLanguage();
  if (numbers === null) return <TextWithNumbers text={because} elsewhere={[]} />;
  return numbers.text.split(/\{(\w+)\}/).map((part, index) => {
    const key = `${index} ${part}`;
    if (index % 2 === 0) return <TextWithNumbers key={key} text={part} elsewhere={numbers.elsewhere} />;
    const value = numbers.figures.find(({ name }) => name === part)?.value;
    return <strong key={key}>{value === undefined ? null : formatNumber(value, language, 1)}</strong>;
  });
}

function VerdictForm({ edition, indicator, onDone }: VerdictsProps & { onDone(): void }) {
  const t = useTexts(impactTexts);
  const ui = useTexts(uiTexts);
  const because = useDraft(`impact.verdict.${indicator.id}`, '');
  const [verdict, setVerdict] = useState<(typeof verdictKinds)[number]>('too-early');
  const [tried, setTried] = useState(false);
  const { language } = useLanguage();
  const charts = useTexts(chartTexts);
  const [elsewhere, writeElsewhere, clearElsewhere] = useListDraft<ElsewhereMark>(
    `impact.verdict.${indicator.id}.elsewhere`,
  );
  const figures = verdictFigures(indicator.judgement).map(({ name, value }) => ({
    key: name,
    label: `${formatNumber(value, language, 1)} · ${t(`figure.${name}`)}`,
    size: value,
  }));
  const judge = useApiChange(impactRoutes.judgeIndicator, () => {
    because.clear();
    clearElsewhere();
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (because.value.trim() === '') return;
    judge.mutate({
      params: { edition, indicator: indicator.id },
      body: {
        verdict,
        because: because.value,
        language,
        elsewhere: marksUsed([because.value], elsewhere),
      },
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
      <UnboundList
        texts={[{ key: 'because', text: because.value, write: because.change }]}
        figures={figures}
        noFigures={charts('noFigures')}
        elsewhere={elsewhere}
        onMark={(mark) => writeElsewhere([...elsewhere, mark])}
        onUnmark={(mark) => writeElsewhere(elsewhere.filter((one) => one !== mark))}
        onTake={(name) => name}
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
