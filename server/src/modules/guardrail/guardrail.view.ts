import type { Check, CheckState, DataFacts, DataOption } from './check.contract.ts';
import type { PublicException } from './guardrail.contract.ts';
import { stands } from './guardrail.policy.ts';
import type { CheckRow, CheckRows, ExceptionRow } from './guardrail.queries.ts';
import { judge, judgeCheck } from './rules.contract.ts';

/** The checks of one question, the newest first. */
export function rowsToChecks({ checks, exceptions }: CheckRows, rung: string): Check[] {
  return checks.map((row) => {
    const found = exceptions.find(
      ({ question, number }) => question === row.question && number === row.number,
    );
    return {
      number: row.number,
      content: row.content,
      verdict: judgeCheck(row.content, row.facts, rung),
      by: row.by,
      organisation: row.organisation,
      at: row.at.toISOString(),
      exception: found === undefined ? null : rowToException(found),
    };
  });
}

function rowToException({ reason, organisation, at, withdrawn_at }: ExceptionRow): Check['exception'] {
  return {
    reason,
    organisation,
    at: at.toISOString(),
    withdrawnAt: withdrawn_at?.toISOString() ?? null,
  };
}

export function checkToState({ number, verdict, exception }: Check): CheckState {
  return {
    number,
    answer: verdict.answer,
    complete: verdict.missing.length === 0,
    excepted: stands(exception),
  };
}

export function rowToPublicException(
  row: ExceptionRow & Pick<CheckRow, 'content' | 'facts'>,
): PublicException {
  const { about, tells, use, human, purpose } = row.content;
  const verdict = judge({ about, tells, use, human: human?.role ?? null, data: row.facts });
  return {
    question: row.question_text,
    edition: row.edition_title,
    purpose,
    about,
    tells,
    use,
    class: verdict.class,
    rules: verdict.rules,
    reason: row.reason,
    organisation: row.organisation,
    at: row.at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  };
}

/** What of a data set is used, as the rules look at it. A name that it does not have is left to what reads the query. */
export function optionToFacts(option: DataOption, columns: readonly string[]): DataFacts {
  const { dataSet, unit, namesPersons, specialCategory } = option;
  return {
    dataSet,
    unit,
    namesPersons,
    specialCategory,
    columns: option.columns
      .filter(({ name }) => columns.includes(name))
      .map(({ name, role }) => ({ name, role })),
  };
}
