import { inspirationRoutes } from '@datalab/server/modules/preparation/inspiration.contract.ts';
import {
  type AskedQuestion,
  type Commitment,
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import {
  type AnswerValue,
  type CommitmentKind,
  commitmentKinds,
} from '@datalab/server/modules/preparation/questions.contract.ts';
import { useQueryClient } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import type { ChipTone } from '../../ui/chip.tsx';

export function preparationQuery(edition: string) {
  return apiQuery(preparationRoutes.getPreparation, { params: { edition } });
}

export function inspirationQuery(theme: string) {
  return apiQuery(inspirationRoutes.listInspiration, { query: { theme } });
}

export const parts = ['check', 'put-in', 'room', 'inspiration', 'more'] as const;
export type Part = (typeof parts)[number];

export const answerTones: Readonly<Record<AnswerValue, ChipTone>> = {
  yes: 'green',
  partly: 'rust',
  no: 'red',
  unknown: 'quiet',
};

export function problemQuestionsOf({ questions }: Pick<Preparation, 'questions'>): AskedQuestion[] {
  return questions.filter(({ part }) => part === 'problem');
}

/** The question of whether to buy, and the advice on it only when something must be bought. */
export function buyingQuestionsOf({ questions }: Pick<Preparation, 'questions'>): AskedQuestion[] {
  const buying = questions.filter(({ part }) => part === 'buying');
  const needed = buying.find(({ key }) => key === 'must-buy')?.agreed?.answer;
  return needed === 'yes' || needed === 'partly' ? buying : buying.filter(({ key }) => key === 'must-buy');
}

export interface Share {
  readonly organisation: string;
  readonly amount: number;
}

export interface PutTogether {
  readonly kind: CommitmentKind;
  readonly total: number;
  readonly shares: readonly Share[];
}

/** The contributions of each kind, by organisation; kinds without contributions are omitted. */
export function putTogether(partners: Preparation['partners']): PutTogether[] {
  return commitmentKinds
    .map((kind) => {
      const shares = partners
        .map(({ organisation, commitments }) => ({ organisation, amount: sumOf(commitments, kind) }))
        .filter(({ amount }) => amount > 0);
      return { kind, total: shares.reduce((sum, { amount }) => sum + amount, 0), shares };
    })
    .filter(({ total }) => total > 0);
}

function sumOf(commitments: readonly Pick<Commitment, 'kind' | 'amount'>[], kind: CommitmentKind): number {
  return commitments.filter((one) => one.kind === kind).reduce((sum, { amount }) => sum + amount, 0);
}

/** Reads the page again after a refusal because another person was first: the writer must see the current state. */
export function useReadAgain(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}
