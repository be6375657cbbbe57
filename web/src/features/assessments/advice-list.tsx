import type { AttachedAdvice, Ethics } from '@datalab/server/modules/assessments/ethics.contract.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { SecondaryLink } from '../../ui/link.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { useDay } from './assessments.ts';
import { Recorded } from './recorded.tsx';

/** What a talk or an adviser came to, with its conditions. */
export function AdviceList({ edition, ethics }: { edition: string; ethics: Ethics }) {
  const t = useTexts(assessmentsTexts);
  return (
    <section className="stack">
      <Heading2>{t('advice')}</Heading2>
      {ethics.advice.length === 0 ? <p className="soft">{t('adviceNone')}</p> : null}
      {ethics.advice.map((advice) => (
        <OneAdvice key={advice.id} edition={edition} advice={advice} may={ethics.may.record} />
      ))}
      {ethics.may.record.allowed ? (
        <div className="no-print">
          <SecondaryLink to="/editions/$edition/assessments/advice" params={{ edition }}>
            {t('adviceAdd')}
          </SecondaryLink>
        </div>
      ) : null}
    </section>
  );
}

interface OneAdviceProps {
  readonly edition: string;
  readonly advice: AttachedAdvice;
  readonly may: Ethics['may']['record'];
}

function OneAdvice({ edition, advice, may }: OneAdviceProps) {
  const t = useTexts(assessmentsTexts);
  const local = useLocal();
  const day = useDay();
  const { kind, title, date, conditions, link } = advice;
  return (
    <Card as="article" className="stack stack-tight">
      <div className="row row-between">
        <Heading3>{title}</Heading3>
        <Chip>{t(`adviceKind.${kind}`)}</Chip>
      </div>
      <p className="small soft">{day(date)}</p>
      <LocalTextView text={advice.advice} />
      {conditions === null ? null : <p>{t('conditionsAre', { text: local(conditions) })}</p>}
      {link === null ? null : (
        <p>
          <a className="utrecht-link utrecht-link--html-a" href={link} rel="noreferrer">
            {t('openLink')}
            <span className="visually-hidden"> {title}</span>
          </a>
        </p>
      )}
      <Recorded edition={edition} record={advice} about={title} may={may} />
    </Card>
  );
}
