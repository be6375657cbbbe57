import { analysesTexts } from '../../i18n/analyses.ts';
import { useTexts } from '../../i18n/language.tsx';

interface LimitNoteProps {
  readonly id: string;
  readonly count: { readonly used: number; readonly most: number };
  /** Shown only when there is no place for another. */
  readonly quiet?: boolean;
}

/** How many dimensions are chosen, of how many, and what to do when there is no place for another. */
export function LimitNote({ id, count, quiet = false }: LimitNoteProps) {
  const t = useTexts(analysesTexts);
  const isFull = count.used >= count.most;
  if (quiet && !isFull) return null;
  return (
    <p className={isFull ? 'builder-limit builder-limit-full' : 'builder-limit'} id={id}>
      <strong>{t('chosenOf', count)}</strong> {isFull && t('removeFirst')}
    </p>
  );
}
