import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { Card } from '../../ui/card.tsx';
import { SecondaryLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import './preparation.css';
import { parts, preparationQuery } from './preparation.ts';
import { useStates } from './states.ts';

/** On the first step page: the progress of the preparation, and the link to it. */
export function PreparationCard({ edition }: { edition: string }) {
  const t = useTexts(preparationTexts);
  const query = useQuery(preparationQuery(edition));
  return (
    <Card as="section" labelledBy="preparation" className="preparation-card">
      <div className="stack stack-tight">
        <h2 className="utrecht-heading-3" id="preparation">
          {t('cardTitle')}
        </h2>
        <Loaded query={query} lines={1}>
          {(preparation) => <Summary preparation={preparation} />}
        </Loaded>
      </div>
      <SecondaryLink to="/editions/$edition/preparation" params={{ edition }}>
        {t('cardOpen')}
      </SecondaryLink>
    </Card>
  );
}

function Summary({ preparation }: { preparation: Parameters<typeof useStates>[0] }) {
  const t = useTexts(preparationTexts);
  const states = useStates(preparation);
  const [latest] = preparation.decisions;
  const decision =
    latest === undefined ? t('undecided') : t(latest.decision === 'go' ? 'decidedGo' : 'decidedNoGo');
  const shown = parts.flatMap((part) => {
    const state = states[part];
    return state === null ? [] : [`${t(`part.${part}`).replace('?', '')}: ${state}`];
  });
  return (
    <>
      <p>
        <strong>{decision}</strong>
      </p>
      <p className="small soft">{shown.join(' · ')}</p>
    </>
  );
}
