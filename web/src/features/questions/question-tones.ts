import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { ChipTone } from '../../ui/chip.tsx';

export const questionTones: Readonly<Record<Question['status'], ChipTone>> = {
  new: 'rust',
  known: 'green',
  'to-analyse': 'accent',
  answered: 'green',
  dropped: 'quiet',
};
