import type { Question } from '../analyses/questions.contract.ts';
import type { Coverage } from './picture.contract.ts';

/**
 * Requirement 22: a question that a person marked as answered needs no research; findings alone answer it partly,
 * until people say that they are enough. What is partly or not covered is what the analysts look at.
 */
export function coverageOf(status: Question['status'], findings: number): Coverage {
  if (status === 'dropped') return 'dropped';
  if (status === 'known' || status === 'answered') return 'answered';
  return findings > 0 ? 'partly' : 'open';
}
