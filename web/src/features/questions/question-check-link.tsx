import type { ListedQuestion } from '@datalab/server/modules/analyses/questions.contract.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Chip, type ChipTone } from '../../ui/chip.tsx';
import { TextLink } from '../../ui/link.tsx';

const tones: Readonly<Record<string, ChipTone>> = { forbidden: 'red', 'not-here': 'rust', allowed: 'green' };

interface QuestionCheckLinkProps {
  readonly edition: string;
  readonly question: Pick<ListedQuestion, 'id' | 'number' | 'check'>;
}

/** The way to what a question is for, and what the guardrail says of it. */
export function QuestionCheckLink({ edition, question: { id, number, check } }: QuestionCheckLinkProps) {
  const t = useTexts(editionsTexts);
  const isUnfinished = check?.answer === 'allowed' && !check.complete;
  return (
    <p className="small">
      <TextLink to="/editions/$edition/questions/$question/check" params={{ edition, question: id }}>
        {t('toCheck')} <span className="visually-hidden">{t('questionNumber', { n: number })}</span>
      </TextLink>{' '}
      {check === null ? null : (
        <Chip tone={isUnfinished ? 'quiet' : (tones[check.answer] ?? 'quiet')}>
          {t(isUnfinished ? 'check.unfinished' : `check.${check.answer}`)}
        </Chip>
      )}
    </p>
  );
}
