import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type {
  ColumnOutcome,
  PlanColumn,
  PlanDataSet,
} from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useId, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { Chip, type ChipTone } from '../../ui/chip.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useToast } from '../../ui/toast.tsx';
import { needsGrain, outcomeOf, type ShownOutcome } from './columns.ts';
import { DecideForm } from './decide-form.tsx';
import { useColumnName } from './use-column-name.ts';
import { useGrainWords } from './use-grain-words.ts';

interface ColumnDecisionProps {
  readonly edition: string;
  readonly sharing: SharingView;
  readonly dataSet: PlanDataSet;
  readonly column: PlanColumn;
}

const outcomes = ['allowed', 'coarser', 'not-allowed'] as const;

/** What is decided on a column; for its owner three choices, of which one opens to say how coarse and why. */
export function ColumnDecision(props: ColumnDecisionProps) {
  const { edition, sharing, dataSet, column } = props;
  const t = useTexts(sharingTexts);
  const nameOf = useColumnName();
  const name = useId();
  const toast = useToast();
  const [chosen, setChosen] = useState<ColumnOutcome | null>(null);
  const blockedOf = useBlocked(column);
  const { decision } = column;
  const putBack = useApiChange(sharingRoutes.decideColumns);
  const params = { edition, dataSet: dataSet.dataSet };
  const onDecided = (reason: string) => {
    setChosen(null);
    const before = decision ?? { outcome: null, grain: null, reason };
    const { outcome, grain } = before;
    const decisions = [{ column: column.name, outcome, grain, reason: before.reason }];
    toast({ text: t('decided'), undo: () => putBack.mutate({ params, body: { decisions } }) });
  };
  return (
    <div className="column-decision stack stack-tight">
      {dataSet.may.decide.allowed ? (
        <fieldset className="decision-choices" aria-label={t('decisionOf', { name: nameOf(column) })}>
          {outcomes.map((outcome) => (
            <Choice
              key={outcome}
              type="radio"
              name={name}
              checked={(chosen ?? decision?.outcome) === outcome}
              blocked={blockedOf(outcome)}
              onChange={() => setChosen(outcome)}
            >
              {t(`outcome.${outcome}`)}
            </Choice>
          ))}
        </fieldset>
      ) : (
        <div>
          <Chip tone={tones[outcomeOf(column)]}>{t(`outcome.${outcomeOf(column)}`)}</Chip>
        </div>
      )}
      {chosen === null ? (
        <Decided column={column} />
      ) : (
        <DecideForm
          key={chosen}
          edition={edition}
          dataSet={dataSet.dataSet}
          column={column}
          questions={sharing.questions}
          outcome={chosen}
          onDecided={onDecided}
          onCancel={() => setChosen(null)}
        />
      )}
    </div>
  );
}

/** Why a choice cannot be made now: no question, nothing coarser, or only coarser. */
function useBlocked(column: PlanColumn): (outcome: ColumnOutcome) => { because: string } | undefined {
  const t = useTexts(sharingTexts);
  return (outcome) => {
    if (outcome === 'not-allowed') return undefined;
    if (column.questions.length === 0) return { because: t('blocked.question') };
    if (outcome === 'coarser' && column.grains.length === 0) return { because: t('blocked.grain') };
    return outcome === 'allowed' && needsGrain(column) ? { because: t('blocked.onlyCoarser') } : undefined;
  };
}

const tones: Readonly<Record<ShownOutcome, ChipTone>> = {
  allowed: 'green',
  coarser: 'accent',
  'not-allowed': 'red',
  waiting: 'rust',
  'not-asked': 'quiet',
  stays: 'quiet',
};

/** What was decided, why and by whom; and what it was in the edition before. */
function Decided({ column }: { column: PlanColumn }) {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  const grainWords = useGrainWords();
  const { decision, earlier } = column;
  const say = ({ outcome, grain }: NonNullable<PlanColumn['decision']>) =>
    grain === null ? t(`outcome.${outcome}`) : `${t(`outcome.${outcome}`)} (${grainWords(column, grain)})`;
  return (
    <>
      {decision !== null && (
        <p className="small">
          {decision.grain !== null && <strong>{grainWords(column, decision.grain)}. </strong>}
          {decision.reason}{' '}
          <span className="soft">
            {t('decidedBy', { by: decision.by, date: formatDate(decision.at, language) })}
          </span>
        </p>
      )}
      {earlier !== null && (
        <p className="small soft">
          {t(isSame(decision, earlier) ? 'asEarlier' : 'earlierWas', { was: say(earlier) })}
        </p>
      )}
    </>
  );
}

function isSame(one: PlanColumn['decision'], other: PlanColumn['decision']): boolean {
  return one?.outcome === other?.outcome && one?.grain === other?.grain;
}
