import type { EvidenceContent, SentEvidence } from './evidence.contract.ts';

/** Whether a result is from before all questions were closed: nothing was kept then of what it was checked beside. */
export function isUnderEarlierRules({ checkedBeside }: Pick<EvidenceContent, 'checkedBeside'>): boolean {
  return checkedBeside === undefined;
}

/** The way back to the sources without what was found: no figure is left in it. */
export function withoutFigures<Content extends Pick<SentEvidence, 'answers' | 'finding'>>(
  content: Content,
): Content {
  return { ...content, answers: [], finding: null };
}
