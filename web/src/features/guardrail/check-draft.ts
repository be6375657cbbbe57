import type {
  Check,
  CheckInput,
  DataFacts,
  DataOption,
  HumanRole,
  Subject,
  Telling,
  Use,
  Verdict,
} from '@datalab/server/modules/guardrail/check.contract.ts';
import { judgeCheck } from '@datalab/server/modules/guardrail/rules.contract.ts';

/** A check while it is filled in: nothing chosen yet is empty. */
export interface CheckDraft {
  readonly about: Subject | '';
  readonly tells: Telling | '';
  readonly use: Use | '';
  readonly data: CheckInput['data'];
  readonly context: string;
  readonly fit: string;
  readonly biases: CheckInput['biases'];
  readonly proxyNotes: Readonly<Record<string, string>>;
  readonly human: HumanRole | '';
  readonly how: string;
}

type Written = Omit<CheckInput, 'purpose'>;

export function checkToDraft(check: Check | null): CheckDraft {
  const content = check?.content;
  return {
    about: content?.about ?? '',
    tells: content?.tells ?? '',
    use: content?.use ?? '',
    data: content?.data ?? [],
    context: content?.context ?? '',
    fit: content?.fit ?? '',
    biases: content?.biases ?? {},
    proxyNotes: content?.proxyNotes ?? {},
    human: content?.human?.role ?? '',
    how: content?.human?.how ?? '',
  };
}

/** What can be sent; undefined until it says what the outcome is for. */
export function draftToWritten(draft: CheckDraft): Written | undefined {
  const { about, tells, use, data, human } = draft;
  if (about === '' || tells === '' || use === '') return undefined;
  return {
    ...{ about, tells, use, data },
    context: draft.context.trim() || null,
    fit: draft.fit.trim() || null,
    biases: filledIn(draft.biases),
    proxyNotes: filledIn(draft.proxyNotes),
    human: human === '' ? null : { role: human, how: draft.how.trim() || null },
  };
}

function filledIn(texts: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(texts).map(([key, text]) => [key, text.trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

/** What the rules say of a draft. */
export function judgeDraft(
  draft: CheckDraft,
  options: readonly DataOption[],
  rung: string,
): Verdict | undefined {
  const written = draftToWritten(draft);
  return written && judgeCheck(written, toFacts(draft.data, options), rung);
}

function toFacts(data: CheckInput['data'], options: readonly DataOption[]): DataFacts[] {
  return data.flatMap(({ dataSet, columns }) => {
    const option = options.find((one) => one.dataSet === dataSet);
    return option === undefined
      ? []
      : [{ ...option, columns: option.columns.filter(({ name }) => columns.includes(name)) }];
  });
}
