import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import {
  countDimensions,
  findObstacle,
  type Obstacle,
} from '@datalab/server/modules/analyses/askable.contract.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import type { Blocked } from '../../ui/choice.tsx';
import { type Draft, draftToQuery } from './draft.ts';
import { obstacleToText } from './obstacle-words.ts';

interface Blocking {
  /** How many dimensions are used, of how many. */
  readonly count: { readonly used: number; readonly most: number };
  /** What stands in the way of a next draft; nothing while the present one cannot be asked either. */
  obstacleTo(next: Draft): Obstacle | undefined;
  say(obstacle: Obstacle): string;
  /** As `say`, where the part of the form already tells that it is full. */
  hint(obstacle: Obstacle | undefined): string | undefined;
  /** For a choice that leads to the next draft. A full form says so once, in the element with this id. */
  blockedBy(next: Draft, limitId: string): Blocked | undefined;
}

/** What can be chosen from here, in the reader's words. */
export function useBlocking(draft: Draft, options: readonly QueryOption[], source: QueryOption): Blocking {
  const t = useTexts(analysesTexts);
  const { language } = useLanguage();
  const query = draftToQuery(draft);
  const isStuck = findObstacle(query, options) !== undefined;
  const count = countDimensions(query, options);
  const obstacleTo = (next: Draft) => (isStuck ? undefined : findObstacle(draftToQuery(next), options));
  const isFull = (obstacle: Obstacle) =>
    obstacle.kind === 'too-many-dimensions' && obstacle.most === count.most;
  const say = (obstacle: Obstacle) =>
    isFull(obstacle) ? t('chosenOf', count) : obstacleToText(obstacle, { source, options }, t, language);
  return {
    count,
    obstacleTo,
    say,
    hint: (obstacle) => (obstacle === undefined || isFull(obstacle) ? undefined : say(obstacle)),
    blockedBy: (next, limitId) => {
      const obstacle = obstacleTo(next);
      if (obstacle === undefined) return undefined;
      return isFull(obstacle) ? { describedBy: limitId } : { because: say(obstacle) };
    },
  };
}
