import type { Indicator, Measurement } from '@datalab/server/modules/impact/impact.contract.ts';
import type { Judgement } from '@datalab/server/modules/impact/judgement.contract.ts';
import { formatDate, formatMonth, formatNumber } from '../../i18n/format.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Collapsible, useNarrow } from '../../ui/collapsible.tsx';
import { levelTones } from './impact.ts';

/** Why the number reaches as far as it does, what it does not cover, and each measurement as it was kept. */
export function HowMeasured({ indicator }: { indicator: Indicator }) {
  const t = useTexts(impactTexts);
  const messageOf = useMessage();
  const narrow = useNarrow();
  const { judgement, protection, measurements } = indicator;
  return (
    <Card className="stack">
      <h3 className="utrecht-heading-3">{t('howWeKnow')}</h3>
      <ul className="impact-list">
        {judgement.reasons.map(({ code, params }) => (
          <li key={code}>{messageOf(code, params)}</li>
        ))}
      </ul>
      <Collapsible level={4} title={t('care')} open={!narrow}>
        <ul className="impact-list">
          {judgement.care.map(({ code, params }) => (
            <li key={code}>{messageOf(code, params)}</li>
          ))}
        </ul>
      </Collapsible>
      <details>
        <summary>{t('numbers')}</summary>
        <Numbers judgement={judgement} />
        <p className="small soft">
          {t('protection', {
            published: protection.publishedCells,
            suppressed: protection.suppressedCells,
            zero: protection.zeroCells,
          })}
        </p>
      </details>
      <details>
        <summary>{t('measurements')}</summary>
        <ol className="impact-list">
          {measurements.map((measurement) => (
            <MeasurementLine key={measurement.id} measurement={measurement} />
          ))}
        </ol>
      </details>
      <Changes indicator={indicator} />
    </Card>
  );
}

function Changes({ indicator: { changes } }: { indicator: Indicator }) {
  const t = useTexts(impactTexts);
  const local = useLocal();
  const { language } = useLanguage();
  if (changes.length === 0) return null;
  return (
    <details>
      <summary>{t('changes')}</summary>
      <ol className="impact-list">
        {changes.map(({ id, was, because, by: name, at }) => (
          <li key={id}>
            <p>{t('changedBy', { name, because, date: formatDate(at, language) })}</p>
            <p className="small soft">
              {was.target === null
                ? t('changedFromNoTarget', { was: local(was.name), owner: was.owner })
                : t('changedFrom', { was: local(was.name), target: was.target, owner: was.owner })}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Numbers({ judgement }: { judgement: Judgement }) {
  const t = useTexts(impactTexts);
  const { language } = useLanguage();
  const write = (value: number): string => formatNumber(value, language, 1);
  const between = ({ value, low, high }: { value: number; low: number; high: number }): string =>
    t('between', { value: write(value), low: write(low), high: write(high) });
  const { before, after, comparison, difference, effect, method, noise } = judgement;
  const mean = ({ mean: value, usable }: Judgement['before']) =>
    value === null ? [] : [t('ofMonths', { value: write(value), n: usable })];
  const elsewhere =
    comparison === null || comparison.before.mean === null || comparison.after.mean === null
      ? []
      : [t('fromTo', { before: write(comparison.before.mean), after: write(comparison.after.mean) })];
  const noiseRow = noise ? [{ name: t('noise'), text: write(Math.ceil(noise * 10) / 10) }] : [];
  const rows = [
    ...mean(before).map((text) => ({ name: t('meanBefore'), text })),
    ...mean(after).map((text) => ({ name: t('meanAfter'), text })),
    ...elsewhere.map((text) => ({ name: t('meansElsewhere'), text })),
    ...(difference === null ? [] : [{ name: t('difference'), text: between(difference) }]),
    ...(effect === null ? noiseRow : []),
    ...(effect === null
      ? []
      : [
          { name: t('effect'), text: between(effect.average) },
          ...noiseRow,
          { name: t('levelChange'), text: between(effect.level) },
          { name: t('slopeChange'), text: between(effect.slope) },
        ]),
  ];
  return (
    <div className="stack stack-tight">
      <dl className="impact-numbers">
        {rows.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {method === null ? null : <p className="small soft">{t(`method.${method}`)}</p>}
    </div>
  );
}

function MeasurementLine({ measurement }: { measurement: Measurement }) {
  const t = useTexts(impactTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { at, by, versions, until, level, hash } = measurement;
  const date = formatDate(at, language);
  return (
    <li>
      <p>
        {by === null ? t('byItself', { date }) : t('byPerson', { date, name: by })}{' '}
        <Chip tone={levelTones[level]}>{t(`level.${level}`)}</Chip>
      </p>
      <p className="small soft">
        {versions
          .map(({ name, version }) => t('version', { name: local(name), version }))
          .concat(until === null ? [] : [t('until', { month: formatMonth(until, language) })])
          .join(' · ')}
      </p>
      <p className="small soft impact-hash">{t('hash', { hash })}</p>
    </li>
  );
}
