import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { languages } from '../../i18n/translate.ts';
import { shownIn, type Typed } from '../typed-text.ts';
import type { WrittenText } from './unbound-list.tsx';

interface Draft {
  readonly kept: LocalText | null;
  readonly typed: Typed;
  write(typed: Typed): void;
}

/** The fields of a text that are open: the reader's language, and the other where it is written too. */
export function useDraftTexts(): (key: string, draft: Draft) => WrittenText[] {
  const { language } = useLanguage();
  return (key, { kept, typed, write }) =>
    languages
      .filter((one) => one === language || typed[one] !== undefined)
      .map((one) => ({
        key: `${key} ${one}`,
        text: shownIn(one, kept, typed),
        write: (text) => write({ ...typed, [one]: text }),
      }));
}
