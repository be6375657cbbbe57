import type { EvaluationResults, Spread } from '@datalab/server/modules/closing/closing.contract.ts';
import {
  levels,
  levelWords,
  statementWords,
} from '@datalab/server/modules/closing/closing-words.contract.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading3 } from '../../ui/heading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';

const tints = 4;

/** The distribution of the answers; never the answer of one person. */
export function Results({ results }: { results: EvaluationResults }) {
  const t = useTexts(closingTexts);
  const kinds = useTexts(identityTexts);
  if (results.spreads === null) {
    return <EmptyState title={t('resultsFew', { n: results.answers })} />;
  }
  return (
    <div className="stack">
      <Heading3>{t('results', { n: results.answers })}</Heading3>
      <SpreadTable caption={t('resultsAll')} spreads={results.spreads} people={results.answers} />
      {results.kinds.map(({ kind, answers, spreads }) => (
        <details key={kind}>
          <summary>{t('resultsOfKind', { kind: kinds(`kind.${kind}`), n: answers })}</summary>
          <SpreadTable caption={kinds(`kind.${kind}`)} spreads={spreads} people={answers} />
        </details>
      ))}
      <p className="small soft">{t('resultsHow')}</p>
      <Words title={t('brought')} texts={results.brought} />
      <Words title={t('otherwise')} texts={results.otherwise} />
    </div>
  );
}

function SpreadTable({
  caption,
  spreads,
  people,
}: {
  caption: string;
  spreads: readonly Spread[];
  people: number;
}) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const columns = [
    { key: 'statement', label: t('statement') },
    ...[...levels, 'unknown' as const].map((level) => ({
      key: String(level),
      label: local(levelWords[level]),
    })),
  ];
  return (
    <WideTable name={caption} columns={columns} className="closing-spread">
      {spreads.map(({ statement, counts, unknown }) => (
        <tr key={statement}>
          <th scope="row">{local(statementWords[statement])}</th>
          {levels.map((level) => (
            <td key={level} className={`closing-tint-${tintOf(counts[level - 1] ?? 0, people)}`}>
              {counts[level - 1]}
            </td>
          ))}
          <td className="soft">{unknown}</td>
        </tr>
      ))}
    </WideTable>
  );
}

function tintOf(n: number, people: number): number {
  return people === 0 ? 0 : Math.ceil((n / people) * tints);
}

function Words({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <Heading3>{title}</Heading3>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
