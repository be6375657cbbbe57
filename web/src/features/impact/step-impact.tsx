import { useQuery } from '@tanstack/react-query';
import { impactTexts } from '../../i18n/impact.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { ChangesList } from './changes-list.tsx';
import { Followed } from './followed.tsx';
import { impactQuery, indicatorsOf, levelTones, verdictTones } from './impact.ts';
import { OpenGoalsNote } from './open-goals.tsx';

/** On the page of step five: what changed, each as one sentence, and a link to the months behind it. */
export function StepImpact({ edition }: { edition: string }) {
  const t = useTexts(impactTexts);
  const board = useQuery(impactQuery(edition));
  return (
    <section className="stack">
      <Heading2>{t('stepTitle')}</Heading2>
      <Loaded query={board}>
        {({ indicators, goals, followed }) => (
          <Card className="stack">
            <Followed followed={followed} />
            <OpenGoalsNote edition={edition} goals={goals} />
            {indicators.length === 0 ? null : (
              <ChangesList changes={indicators.map(({ id, judgement }) => ({ id, ...judgement }))} />
            )}
            <div>
              <PrimaryLink to="/editions/$edition/impact" params={{ edition }}>
                {t('toImpact')}
              </PrimaryLink>
            </div>
          </Card>
        )}
      </Loaded>
    </section>
  );
}

/** On the card of a solution that was begun: whether it is followed, and what people last said. */
export function SolutionImpact({ edition, solution }: { edition: string; solution: string }) {
  const t = useTexts(impactTexts);
  const board = useQuery(impactQuery(edition));
  if (board.data === undefined) return null;
  const own = indicatorsOf(board.data, solution);
  if (own.length === 0) return <p className="small soft">{t('notMeasured')}</p>;
  return (
    <ul className="stack stack-tight plain-list small">
      {own.map(({ id, judgement: { level }, verdicts: [newest] }) => (
        <li key={id} className="row">
          <TextLink to="/editions/$edition/impact" params={{ edition }} hash={`indicator-${id}`}>
            {t('toImpact')}
          </TextLink>
          <Chip tone={levelTones[level]}>{t(`level.${level}`)}</Chip>
          {newest === undefined ? null : (
            <Chip tone={verdictTones[newest.verdict]}>{t(`verdict.${newest.verdict}`)}</Chip>
          )}
        </li>
      ))}
    </ul>
  );
}
