import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText, ProtectedValue } from '../../platform/http/common.contract.ts';
import { type WithdrawnSource, withdrawalsUnder } from '../analyses/analyses.api.ts';
import type { AnswerRow, SentAnswer } from '../analyses/answer.contract.ts';
import type {
  FollowedGoal,
  Indicator,
  Measurement,
  SentImpactBoard,
  SentIndicator,
} from './impact.contract.ts';
import type { EditionView, SolutionFacts } from './impact.deps.ts';
import { mayChange, mayFollow, mayJudge, mayMeasure } from './impact.policy.ts';
import type { IndicatorRow, IndicatorRows, MeasurementRow } from './impact.queries.ts';
import type { MeasurementContent } from './impact.tables.ts';
import type { Judgement } from './judgement.contract.ts';
import { judgeImpact } from './judgement.ts';
import { comparisonKey, measuredKey } from './saved-query.ts';
import type { Series } from './series.ts';

/** What the indicators of an edition are shown with. */
export interface BoardFacts {
  readonly edition: EditionView;
  readonly solutions: readonly SolutionFacts[];
  /** The newest landed version of each data set. */
  readonly versions: ReadonlyMap<string, string>;
  readonly withdrawn: readonly WithdrawnSource[];
}

export function rowsToBoard(all: readonly IndicatorRows[], facts: BoardFacts, actor: Actor): SentImpactBoard {
  const indicators = all.map((rows) => rowsToIndicator(rows, facts, actor));
  const realised = facts.solutions.filter(({ state }) => state === 'done');
  const measured = realised.filter(({ id }) => indicators.some((indicator) => isFollowed(indicator, id)));
  return {
    indicators,
    goals: facts.edition.goals.map(({ id, text }) => ({
      id,
      title: text,
      state: stateOfGoal(id, indicators),
    })),
    followed: { realised: realised.length, measured: measured.length },
    may: { add: mayMeasure(actor, facts.edition) },
  };
}

function stateOfGoal(goal: string, indicators: readonly Indicator[]): FollowedGoal['state'] {
  const own = indicators.filter(({ about }) => about.kind === 'goal' && about.id === goal);
  if (own.length === 0) return 'unmeasured';
  return own.some(({ stopped }) => stopped === null) ? 'measured' : 'stopped';
}

function isFollowed({ about, judgement: { before, after } }: Indicator, solution: string): boolean {
  return about.kind === 'solution' && about.id === solution && before.usable > 0 && after.usable > 0;
}

function rowsToIndicator(
  { indicator, measurements, verdicts, changes }: IndicatorRows,
  { edition, solutions, versions, withdrawn }: BoardFacts,
  actor: Actor,
): SentIndicator {
  const [newest] = measurements;
  if (newest === undefined) throw new Error(`indicator ${indicator.id} was never measured`);
  const { answers, sources, organisations, protection } = newest.content;
  return {
    id: indicator.id,
    name: indicator.name,
    about: {
      kind: indicator.about_kind,
      id: indicator.about,
      title: titleOf(indicator, edition, solutions),
    },
    analysis: indicator.analysis,
    measure: indicator.label,
    areas: indicator.areas,
    comparison: indicator.comparison,
    direction: indicator.direction,
    target: indicator.target,
    start: indicator.start,
    owner: {
      id: indicator.owner,
      name: indicator.owner_name,
      organisation: indicator.owner_organisation,
    },
    by: indicator.by,
    at: indicator.at.toISOString(),
    judgement: judgeMeasurement(indicator, newest.content),
    figure: answersToFigure(indicator.name, answers),
    sources,
    organisations,
    protection,
    measurements: measurements.map((row) => rowToMeasurement(row, indicator)),
    withdrawn: withdrawalsUnder(sources, withdrawn),
    outdated: indicator.stopped === null && isOutdated(newest.content, versions),
    verdicts: verdicts.map(({ id, verdict, because, numbers, level, by, organisation, at }) => ({
      id,
      verdict,
      because,
      numbers,
      level,
      by,
      organisation,
      at: at.toISOString(),
    })),
    changes: changes.map(({ id, name, target, owner_name: owner, because, by, organisation, at }) => ({
      id,
      was: { name, target, owner },
      because,
      by,
      organisation,
      at: at.toISOString(),
    })),
    stopped: indicator.stopped,
    may: {
      measure: both(mayFollow(indicator), mayMeasure(actor, edition)),
      judge: mayJudge(actor, edition),
      change: mayChange(actor, edition, indicator),
    },
  };
}

function both(first: PolicyAnswer, second: PolicyAnswer): PolicyAnswer {
  return first.allowed ? second : first;
}

function titleOf(
  { about_kind, about }: IndicatorRow,
  edition: EditionView,
  solutions: readonly SolutionFacts[],
): LocalText {
  const title =
    about_kind === 'goal'
      ? edition.goals.find(({ id }) => id === about)?.text
      : solutions.find(({ id }) => id === about)?.title;
  if (title === undefined) throw new Error(`the ${about_kind} ${about} is gone`);
  return title;
}

function rowToMeasurement(row: MeasurementRow, indicator: IndicatorRow): Measurement {
  const { level, headline } = judgeMeasurement(indicator, row.content);
  return {
    id: row.id,
    number: row.number,
    at: row.at.toISOString(),
    by: row.by,
    versions: row.content.sources.map(({ dataSet, name, version }) => ({ dataSet, name, version })),
    until: seriesOf(row.content, measuredKey)?.at(-1)?.month ?? null,
    level,
    headline,
    hash: row.hash,
  };
}

export function judgeMeasurement(
  { name, direction, target, start }: IndicatorRow,
  content: MeasurementContent,
): Judgement {
  return judgeImpact(
    { name, direction, target, start },
    {
      series: seriesOf(content, measuredKey) ?? [],
      comparison: seriesOf(content, comparisonKey) ?? null,
    },
  );
}

/** Whether a data set it rests on has landed anew. */
export function isOutdated(
  { sources }: Pick<MeasurementContent, 'sources'>,
  versions: ReadonlyMap<string, string>,
): boolean {
  return sources.some(({ dataSet, version }) => (versions.get(dataSet) ?? version) !== version);
}

function seriesOf({ answers }: MeasurementContent, key: string): Series | undefined {
  const found = answers.find((answer) => answer.key === key);
  const measure = found?.measures[0]?.key ?? '';
  return found?.rows
    .flatMap((row) => {
      const month = row['month'];
      return typeof month === 'string' ? [{ month, value: cellOf(row, measure) }] : [];
    })
    .toSorted((left, right) => left.month.localeCompare(right.month));
}

function cellOf(row: AnswerRow, measure: string): ProtectedValue {
  const cell = row[measure];
  return cell !== null && typeof cell === 'object' ? cell : { status: 'missing' };
}

const places: Readonly<Record<string, LocalText>> = {
  [measuredKey]: { nl: 'Hier', en: 'Here' },
  [comparisonKey]: { nl: 'Elders', en: 'Elsewhere' },
};

/** The protected months as one answer, so that it is drawn, read and downloaded like any other. */
function answersToFigure(title: LocalText, answers: readonly SentAnswer[]): SentAnswer {
  const [measured] = answers;
  if (measured === undefined) throw new Error('a measurement has no answer');
  const compared = answers.length > 1;
  return {
    ...measured,
    title,
    dimensions: [
      ...measured.dimensions,
      ...(compared
        ? [
            {
              key: 'place',
              label: { nl: 'Waar', en: 'Where' },
              kind: 'category' as const,
              valueNames: { ...places },
            },
          ]
        : []),
    ],
    rows: answers.flatMap(({ key, rows }) =>
      rows
        .filter((row) => row['month'] !== null)
        .map((row) => (compared ? { month: row['month'] ?? null, place: key, ...row } : row)),
    ),
    totals: null,
    sql: answers.map(({ sql }) => sql).join(';\n\n'),
  };
}
