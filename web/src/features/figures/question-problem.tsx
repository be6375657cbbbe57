import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ApiProblem } from '@datalab/server/platform/http/client.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { NearestQuestion } from './nearest-question.tsx';

/** A question that can be asked instead of the one in this view of what was sent. */
export interface Nearest {
  readonly view: number;
  readonly query: AnalysisQuery;
}

interface QuestionProblemProps {
  readonly edition: string;
  readonly error: ApiProblem | null;
  /** Asks the nearest question instead. */
  readonly onAsk?: ((nearest: Nearest) => void) | undefined;
  readonly busy?: boolean;
}

/** Why a question was not answered, and the nearest one that is. */
export function QuestionProblem({ edition, error, onAsk, busy = false }: QuestionProblemProps) {
  const nearest = findNearest(error);
  return (
    <ProblemAlert
      error={error}
      instead={
        nearest && (
          <NearestQuestion
            edition={edition}
            query={nearest.query}
            onAsk={onAsk && (() => onAsk(nearest))}
            busy={busy}
          />
        )
      }
    />
  );
}

/** The first question of a refusal that can be asked instead. */
export function findNearest(error: ApiProblem | null): Nearest | undefined {
  if (error?.code !== 'analyses.not-askable') return undefined;
  for (const { path, nearest } of error.problems) {
    if (nearest === undefined || !isQuery(nearest)) continue;
    return { view: Number(/^views\[(\d+)\]/.exec(path)?.[1] ?? 0), query: nearest };
  }
  return undefined;
}

function isQuery(nearest: Readonly<Record<string, unknown>>): nearest is AnalysisQuery {
  const lists = ['measures', 'by', 'where', 'also'] as const;
  return typeof nearest['from'] === 'string' && lists.every((name) => Array.isArray(nearest[name]));
}
