import type { Insight } from '@datalab/server/modules/solutions/insights.contract.ts';
import { styleOfFigure } from '@datalab/server/platform/http/figure-style.contract.ts';
import { useLocal } from '../../i18n/language.tsx';
import { ProtectedNumber } from '../../ui/numbers/protected-number.tsx';
import { TextWithNumbers } from '../../ui/numbers/text-with-numbers.tsx';

/** The words of an insight: its figures in bold, and a mark at each number that comes from elsewhere. */
export function InsightText({ insight: { text, numbers } }: { insight: Pick<Insight, 'text' | 'numbers'> }) {
  const local = useLocal();
  if (numbers === null) return <TextWithNumbers text={local(text)} elsewhere={[]} />;
  const parts = local(numbers.text).split(/\{(\w+)\}/);
  return parts.map((part, index) => {
    const key = `${index} ${part}`;
    if (index % 2 === 0) return <TextWithNumbers key={key} text={part} elsewhere={numbers.elsewhere} />;
    const figure = numbers.figures.find(({ name }) => name === part);
    return (
      <strong key={key}>
        <ProtectedNumber
          value={figure?.value ?? { status: 'missing' }}
          style={figure === undefined ? 'count' : styleOfFigure(figure)}
        />
      </strong>
    );
  });
}
