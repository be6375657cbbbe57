import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './skeleton.css';

interface SkeletonProps {
  readonly lines?: number;
  /** Why it can take long; appears when it does. */
  readonly whenLong?: string | undefined;
}

/** Holds the place of what is being fetched. */
export function Skeleton({ lines = 4, whenLong }: SkeletonProps) {
  const t = useTexts(uiTexts);
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((line) => (
        <span key={line} className="skeleton-line" />
      ))}
      {whenLong && <p className="skeleton-long">{whenLong}</p>}
    </div>
  );
}
