import type { LocalText } from '../../platform/http/common.contract.ts';
import type { LegalBasis } from './sharing-words.contract.ts';

export interface LegalBasisContent {
  readonly kind: LegalBasis['kind'];
  readonly reference: string;
  readonly name: LocalText;
  readonly check: LocalText;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: string;
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
}
