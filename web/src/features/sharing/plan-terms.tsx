import type {
  LegalBasis,
  PlanDataSet,
  Terms,
} from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useState } from 'react';
import { formatDate, formatMonth, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TermsForm } from './terms-form.tsx';
import '../../ui/facts.css';
import './terms.css';

interface PlanTermsProps {
  readonly edition: string;
  readonly dataSet: PlanDataSet;
  readonly bases: readonly LegalBasis[];
}

/** Which months, how much, how often, for how long, and on which basis. */
export function PlanTerms({ edition, dataSet, bases }: PlanTermsProps) {
  const t = useTexts(sharingTexts);
  const [open, setOpen] = useState(false);
  const mayChange = dataSet.may.setTerms.allowed;
  return (
    <Card as="section" labelledBy="terms">
      <div className="stack">
        <Heading2 id="terms" tabIndex={-1}>
          {t('terms')}
        </Heading2>
        {mayChange && (open || dataSet.terms === null) ? (
          <TermsForm edition={edition} dataSet={dataSet} bases={bases} onDone={() => setOpen(false)} />
        ) : (
          <>
            {dataSet.terms === null ? (
              <p className="soft">{t('termsNone')}</p>
            ) : (
              <TermsFacts dataSet={dataSet} terms={dataSet.terms} bases={bases} />
            )}
            {mayChange && (
              <div>
                <ActionButton onClick={() => setOpen(true)}>{t('termsChange')}</ActionButton>
              </div>
            )}
          </>
        )}
      </div>
    </Card>
  );
}

interface TermsFactsProps extends Pick<PlanTermsProps, 'dataSet' | 'bases'> {
  readonly terms: Terms;
}

export function TermsFacts({ dataSet, terms, bases }: TermsFactsProps) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const named = bases.filter(({ id }) => dataSet.bases.includes(id));
  return (
    <dl className="facts">
      <dt>{t('months')}</dt>
      <dd>{t('fromTo', { from: formatMonth(terms.from, language), to: formatMonth(terms.to, language) })}</dd>
      <dt>{t('atMost')}</dt>
      <dd>
        {t('rowsMost', { n: formatNumber(terms.rowsMax, language) })}
        {terms.personsMax !== null &&
          `, ${t('personsMost', { n: formatNumber(terms.personsMax, language) })}`}
      </dd>
      <dt>{t('howOften')}</dt>
      <dd>{t(`frequency.${terms.frequency}`)}</dd>
      <dt>{t('keepUntil')}</dt>
      <dd>{formatDate(terms.keepUntil, language)}</dd>
      <dt>{t('bases')}</dt>
      <dd>
        {named.length === 0
          ? t('basesNone')
          : named.map(({ id, reference, name }) => (
              <span key={id} className="basis">
                {local(name)} <span className="soft">({reference})</span>
              </span>
            ))}
      </dd>
      {dataSet.necessity !== null && (
        <>
          <dt>{t('necessity')}</dt>
          <dd>{dataSet.necessity}</dd>
        </>
      )}
    </dl>
  );
}
