import {
  customaryLimits,
  explainReason,
  judgeCell,
  judgeOutput,
  type Output,
  type ReasonLanguage,
  type StatisticVerdict,
} from '@datalab/table-suppression';
import { exitCodes, WrongUse } from '../exit-codes.ts';
import { readJson } from '../inputs.ts';
import { type JudgeSum, readOutput } from '../output-description.ts';
import { readRules } from '../protect-rules.ts';
import type { Command } from './command.ts';

export interface JudgeOptions {
  readonly file: string;
  readonly threshold: number;
  readonly rules?: string;
  readonly language: ReasonLanguage;
}

export const judge: Command<JudgeOptions> = async ({ file, threshold, rules, language }, { terminal }) => {
  const judgeSum = await createJudgeOfSums(rules);
  const content = await readJson(file, 'description of an output');
  const { kind, verdict } = refuseImpossible(file, () => {
    const output = readOutput(file, content, judgeSum);
    return {
      kind: output.kind,
      verdict: judgeOutput(output, { ...customaryLimits, minimumCount: threshold }),
    };
  });
  const issues = verdict.kind === 'safe' ? [] : verdict.issues;
  const told = issues.map(({ reason, ...subject }) => ({
    reason,
    ...subject,
    nl: explainReason(reason, 'nl'),
    en: explainReason(reason, 'en'),
  }));
  const lines = told.map(({ subject, [language]: words }) =>
    subject === undefined ? `  ${words}` : `  ${subject}: ${words}`,
  );
  terminal.show(
    { kind, verdict: verdict.kind, issues: told },
    [`${kind}: ${conclusions[language][verdict.kind]}`, ...lines].join('\n'),
  );
  return verdict.kind === 'safe' ? exitCodes.done : exitCodes.partial;
};

const conclusions: Readonly<Record<ReasonLanguage, Readonly<Record<StatisticVerdict['kind'], string>>>> = {
  nl: {
    safe: 'mag naar buiten zoals het is beschreven.',
    unsafe: 'mag zo niet naar buiten.',
    review: 'een mens moet dit beoordelen.',
  },
  en: {
    safe: 'may be published as described.',
    unsafe: 'may not be published like this.',
    review: 'a person has to judge this.',
  },
};

async function createJudgeOfSums(rules: string | undefined): Promise<JudgeSum> {
  if (rules !== undefined) {
    const ruleSet = await readRules(rules);
    return (contributions) => judgeCell(contributions, ruleSet);
  }
  return () => {
    throw new WrongUse(
      'judge.no-rules',
      'It is not said when a sum is sensitive.',
      'Give --rules, as for datalab protect.',
    );
  };
}

/** The library refuses numbers that cannot be with a RangeError, whose message holds none of them. */
function refuseImpossible<Judged extends { readonly kind: Output['kind'] }>(
  file: string,
  judgeDescription: () => Judged,
): Judged {
  try {
    return judgeDescription();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new WrongUse('output.impossible', `${file} cannot be judged. ${error.message}.`);
  }
}
