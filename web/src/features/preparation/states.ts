import type { Preparation } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { type Part, problemQuestionsOf } from './preparation.ts';

/** How far each part is, in a few words. */
export function useStates(preparation: Preparation): Readonly<Record<Part, string | null>> {
  const t = useTexts(preparationTexts);
  const questions = problemQuestionsOf(preparation);
  const answered = questions.filter(({ agreed }) => agreed !== null).length;
  const { partners, room, plan } = preparation;
  const putIn = partners.filter(({ commitments }) => commitments.length > 0).length;
  const planned = plan.filter(({ lines }) => lines.length > 0).length;
  const missing = room.missing.length;
  return {
    check: t('stateAnswered', { n: answered, total: questions.length }),
    'put-in': t('statePuttingIn', { n: putIn, total: partners.length }),
    room: missing === 0 ? t('stateRoomComplete') : t('stateRoomMissing', { n: missing }),
    inspiration: null,
    more: t('statePlanned', { n: planned, total: plan.length }),
  };
}
