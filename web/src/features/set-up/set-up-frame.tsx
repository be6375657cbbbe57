import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { PrimaryLink, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import './set-up.css';
import { type SetUpFacts, type SetUpStep, setUpSteps, stateOf, stepAfter } from './set-up-steps.ts';

interface SetUpFrameProps {
  readonly step: SetUpStep;
  readonly facts: SetUpFacts;
  readonly children: ReactNode;
}

/** One step of the first hour, under the rail with all of them; each can be left and come back to. */
export function SetUpFrame({ step, facts, children }: SetUpFrameProps) {
  const t = useTexts(setUpTexts);
  const steps = setUpSteps.map((key, position) => ({
    key,
    number: position + 1,
    name: t(`rail.${key}`),
    state: stateOf(key, facts),
    summary: t(`railHint.${key}`),
    ...(facts.account && key !== 'account' ? { href: `/set-up/${key}` } : {}),
  }));
  return (
    <Page
      title={t(`title.${step}`)}
      lead={t(`lead.${step}`)}
      above={<Stepper steps={steps} within={step} isHere label={t('railLabel')} compact />}
    >
      <div className="set-up">{children}</div>
      {facts.account ? <Onward step={step} isDone={facts[step]} /> : null}
    </Page>
  );
}

function Onward({ step, isDone }: { step: SetUpStep; isDone: boolean }) {
  const t = useTexts(setUpTexts);
  const next = stepAfter(step);
  const words = next === undefined ? t('toHome') : t('onward', { step: t(`rail.${next}`) });
  const to = next === undefined ? '/' : `/set-up/${next}`;
  return (
    <nav className="row set-up-onward" aria-label={t('onwardLabel')}>
      {isDone ? (
        <PrimaryLink to={to}>{words}</PrimaryLink>
      ) : (
        <TextLink to={to}>{t('later', { words })}</TextLink>
      )}
      {next === undefined ? null : <TextLink to="/">{t('toHome')}</TextLink>}
    </nav>
  );
}
