import {
  type Blocker,
  type Edition,
  editionsRoutes,
  type Step,
  type StepKey,
} from '@datalab/server/modules/editions/editions.contract.ts';
import { apiQuery } from '../../app/query.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import type { StepperStep } from '../../ui/stepper.tsx';

export const editionsQuery = apiQuery(editionsRoutes.listEditions, {});

export function editionQuery(edition: string) {
  return apiQuery(editionsRoutes.getEdition, { params: { edition } });
}

export function stepAddress(edition: string, step: StepKey): string {
  return `/editions/${edition}/${step}`;
}

/** The organisations that are in or still thinking about it. */
export function organisationsOf(edition: Edition): string[] {
  return edition.participations
    .filter(({ decision }) => decision !== 'out')
    .map(({ organisation }) => organisation);
}

export function stepOf(edition: Edition, key: StepKey): Step {
  const step = edition.steps.find((candidate) => candidate.key === key);
  if (step === undefined) throw new Error(`an edition has five steps, ${key} is not among them`);
  return step;
}

/** The steps as the stepper shows them: what is done, in a few words. */
export function useStepperSteps(edition: Edition): StepperStep[] {
  const t = useTexts(editionsTexts);
  const messageOf = useMessage();
  return edition.steps.map((step) => ({
    key: step.key,
    number: step.number,
    name: t(`step.${step.key}`),
    state: edition.finishedAt === null ? step.state : 'done',
    summary:
      step.state === 'waiting'
        ? t('stepNotYet', { n: step.number - 1 })
        : step.done.map((message) => messageOf(message.code, message.params)).join(', ') || t('stepReady'),
    href: stepAddress(edition.slug, step.key),
  }));
}

/** What the reader can do comes first; of each the order stays. */
export function mineFirst<One extends Pick<Blocker, 'who'>>(
  blockers: readonly One[],
  me: string | null,
): One[] {
  return blockers.toSorted((one, other) => Number(whoOf(other, me).me) - Number(whoOf(one, me).me));
}

const anchors: Readonly<Record<string, string>> = {
  'editions.no-goals': 'why',
  'editions.no-own-goal': 'why',
  'editions.goal-not-sharp': 'why',
  'editions.no-questions': 'what',
  'editions.too-few-organisations': 'taking-part',
  'editions.no-data-sets': 'data-needed',
};

/** Where on the page of its step a blocker is cleared. */
export function anchorOf({ code, who }: Pick<Blocker, 'code' | 'who'>): string {
  if (code === 'editions.undecided-organisations' && who.organisation !== null) {
    return participationAnchor(who.organisation);
  }
  return anchors[code] ?? '';
}

export function participationAnchor(organisation: string): string {
  return `taking-part-${organisation}`;
}

export interface WhoWords {
  readonly me: boolean;
  readonly names: readonly string[];
}

/** The people who must act, by name when names are known; at most two of them. */
export function whoOf(blocker: Pick<Blocker, 'who'>, me: string | null): WhoWords {
  const { persons } = blocker.who;
  return {
    me: persons.some((person) => person.id === me),
    names: persons.slice(0, 2).map((person) => person.name),
  };
}
