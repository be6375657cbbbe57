import type { Finding } from '@datalab/server/modules/analyses/answer.contract.ts';
import { otherThan } from '@datalab/server/platform/http/local-text.contract.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { type Language, readLocal } from '../../i18n/translate.ts';
import { OutdatedMark } from '../../ui/local-text-view.tsx';
import { ProtectedNumber } from '../../ui/numbers/protected-number.tsx';
import { protectedValueToLabel } from '../../ui/numbers/protected-text.ts';
import { TextWithNumbers } from '../../ui/numbers/text-with-numbers.tsx';
import { findingToParts } from './finding-parts.ts';

interface FindingTextProps {
  readonly finding: Pick<Finding, 'text' | 'figures' | 'elsewhere'>;
  /** Without the marks that open a source: inside a link. */
  readonly plain?: boolean;
}

/** The sentence of a finding with its numbers in bold. */
export function FindingText({ finding, plain = false }: FindingTextProps) {
  const { language } = useLanguage();
  return <Sentence finding={finding} plain={plain} language={language} />;
}

/** Says that the sentence was changed in the other language, with that sentence one click away; else nothing. */
export function FindingOutdated({ finding }: FindingTextProps) {
  const { language } = useLanguage();
  return (
    <OutdatedMark text={finding.text}>
      <Sentence finding={finding} language={otherThan(language)} />
    </OutdatedMark>
  );
}

function Sentence({ finding, plain = false, language }: FindingTextProps & { readonly language: Language }) {
  return findingToParts(readLocal(finding.text, language), finding.figures).map((part) =>
    part.kind === 'text' ? (
      <span key={part.at}>
        {plain ? part.text : <TextWithNumbers text={part.text} elsewhere={finding.elsewhere ?? []} />}
      </span>
    ) : (
      <strong key={part.at}>
        <ProtectedNumber value={part.value} style={part.style} />
      </strong>
    ),
  );
}

/** The same sentence as plain text, for titles and links. */
export function useFindingText(): (finding: Pick<Finding, 'text' | 'figures'>) => string {
  const t = useTexts(chartTexts);
  const local = useLocal();
  const { language } = useLanguage();
  return (finding) =>
    findingToParts(local(finding.text), finding.figures)
      .map((part) =>
        part.kind === 'text' ? part.text : protectedValueToLabel(part.value, t, language, part.style),
      )
      .join('');
}
