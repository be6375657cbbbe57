import { formatShare } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './progress-bar.css';

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1. */
  readonly progress: number;
  readonly secondsLeft?: number | null;
  /** Of what it is a part, where the bar alone does not say so: read after the percentage. */
  readonly of?: string;
}

/** Below it a share would be written as zero. */
const hundredth = 0.01;

export function ProgressBar({ label, progress, secondsLeft = null, of }: ProgressBarProps) {
  const { language } = useLanguage();
  const t = useTexts(uiTexts);
  const left =
    secondsLeft === null
      ? null
      : secondsLeft > 90
        ? t('minutesLeft', { n: Math.round(secondsLeft / 60) })
        : t('secondsLeft', { n: Math.max(1, Math.round(secondsLeft)) });
  return (
    <div className="progress">
      <progress className="progress-bar" max={1} value={progress} aria-label={label} />
      <span className="small soft">
        {progress > 0 && progress < hundredth ? t('underOnePercent') : formatShare(progress, language)}
        {of === undefined ? null : ` ${of}`}
        {left === null ? null : ` · ${left}`}
      </span>
    </div>
  );
}

/** Seconds left at the pace so far; null while too little is done to say. */
export function estimateSecondsLeft(startedAt: string, progress: number, now: Date): number | null {
  const seconds = (now.getTime() - new Date(startedAt).getTime()) / 1000;
  if (progress < 0.05 || seconds < 2) return null;
  return (seconds / progress) * (1 - progress);
}
