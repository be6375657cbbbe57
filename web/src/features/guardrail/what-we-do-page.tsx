import { answer, biasPhases } from '@datalab/server/modules/guardrail/check.contract.ts';
import {
  guardrailRoutes,
  type PublicException,
} from '@datalab/server/modules/guardrail/guardrail.contract.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiQuery } from '../../app/query.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import '../../ui/facts.css';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { RuleReasons } from './check-verdict.tsx';
import { ExceptionLines } from './exception-lines.tsx';
import './guardrail.css';

const tones = { forbidden: 'error', 'not-here': 'warning', allowed: 'ok' } as const;

/** Requirement 9: the rules with their reasons, for everybody; nothing on it is of one edition but the exceptions. */
export function WhatWeDoPage() {
  const t = useTexts(guardrailTexts);
  const query = useQuery(apiQuery(guardrailRoutes.getGuardrail, {}));
  return (
    <Page title={t('publicTitle')} lead={t('publicLead')}>
      <Loaded query={query} lines={10}>
        {({ rules, exceptions }) => (
          <>
            {answer.options.map((one) => (
              <section key={one} className="stack" aria-labelledby={`guardrail-${one}`}>
                <Heading2 id={`guardrail-${one}`}>{t(`answerTitle.${one}`)}</Heading2>
                <p>{t(`answerLead.${one}`)}</p>
                <ul className="plain-list guardrail-rules">
                  {rules
                    .filter((rule) => rule.answer === one)
                    .map(({ id, source }) => (
                      <Card key={id} as="li" tone={tones[one]} className="stack stack-tight">
                        <Heading3>{t(`rule.${id}`)}</Heading3>
                        <p>{t(`why.${id}`)}</p>
                        <p className="small soft">{t('source', { source: t(`source.${source}`) })}</p>
                      </Card>
                    ))}
                </ul>
              </section>
            ))}
            <Exceptions exceptions={exceptions} />
          </>
        )}
      </Loaded>
      <Explained title={t('classTitle')} lead={t('classLead')}>
        {(['perception', 'judgement', 'social-outcome'] as const).map((one) => (
          <Term key={one} name={t(`class.${one}`)} text={t(`classWhy.${one}`)} />
        ))}
      </Explained>
      <Explained title={t('biasTitle')}>
        {[...biasPhases.data, ...biasPhases.model].map((key) => (
          <Term key={key} name={t(`bias.${key}`)} text={t(`biasHint.${key}`)} />
        ))}
      </Explained>
    </Page>
  );
}

function Explained({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="stack">
      <Heading2>{title}</Heading2>
      {lead === undefined ? null : <p>{lead}</p>}
      <dl className="facts">{children}</dl>
    </section>
  );
}

function Term({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

function Exceptions({ exceptions }: { exceptions: readonly PublicException[] }) {
  const t = useTexts(guardrailTexts);
  const local = useLocal();
  return (
    <section className="stack">
      <Heading2>{t('exceptionsTitle')}</Heading2>
      {exceptions.length === 0 ? <p className="soft">{t('exceptionsNone')}</p> : null}
      <ul className="plain-list stack">
        {exceptions.map((exception) => (
          <Card key={`${exception.at} ${exception.question.en}`} as="li" className="stack stack-tight">
            <Heading3>{local(exception.question)}</Heading3>
            <p className="small soft">{local(exception.edition)}</p>
            <p>{local(exception.purpose)}</p>
            <RuleReasons ids={exception.rules} />
            <ExceptionLines exception={exception} />
          </Card>
        ))}
      </ul>
    </section>
  );
}
