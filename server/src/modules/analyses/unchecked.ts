import { Failure } from '../../platform/errors/failure.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { type ChecksError, checksErrors } from '../checks/checks.contract.ts';

/** Why nothing can be asked of a data set whose check cannot be used or made; rethrows anything else. */
export function explainUnchecked(error: unknown): LocalText {
  const code = error instanceof Failure ? checksErrors.find((one) => one === error.code) : undefined;
  if (code === undefined) throw error;
  return reasons[code];
}

const reasons: Readonly<Record<ChecksError, LocalText>> = {
  'checks.damaged': {
    nl: 'Uit deze dataset is nu niets te vragen, omdat de controle ervan beschadigd is: vertel dit aan de beheerder van Datalab.',
    en: 'Nothing can be asked of this data set now, because its check is damaged: tell the administrator of Datalab.',
  },
  'checks.version-damaged': {
    nl: 'Uit deze dataset is nu niets te vragen, omdat een bestand ervan beschadigd is: vertel dit aan de beheerder van Datalab.',
    en: 'Nothing can be asked of this data set now, because one of its files is damaged: tell the administrator of Datalab.',
  },
  'checks.too-large': {
    nl: 'Uit deze dataset is niets te vragen, omdat er te veel te controleren is: vraag de organisatie die levert om minder kolommen of categorieën.',
    en: 'Nothing can be asked of this data set, because there is too much to check: ask the organisation that delivers it for fewer columns or categories.',
  },
};
