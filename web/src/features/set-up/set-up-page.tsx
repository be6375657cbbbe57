import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { hasRole, usePerson } from '../../app/session.ts';
import { useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { LoadingPage } from '../../ui/query-state.tsx';
import { AreasStep } from './areas-step.tsx';
import { EditionStep } from './edition-step.tsx';
import { MailStep } from './mail-step.tsx';
import { PartnerStep } from './partner-step.tsx';
import { SetUpFrame } from './set-up-frame.tsx';
import { setUpSteps } from './set-up-steps.ts';
import { mailServerQuery, useSetUp } from './use-set-up.ts';

const pages = { mail: MailStep, areas: AreasStep, partner: PartnerStep, edition: EditionStep } as const;

/** The steps after the first account, for whoever runs the installation. */
export function SetUpPage() {
  const { step: asked } = useParams({ from: '/set-up/$step' });
  const setUp = useSetUp();
  const mayNot = useQuery({ ...mailServerQuery, retry: false }).isError;
  const isAdministrator = hasRole(usePerson(), 'administrator');
  const step = setUpSteps.find((known) => known === asked);
  if (mayNot || !isAdministrator) return <NotYours />;
  if (setUp === undefined) return <LoadingPage />;
  if (step === undefined || step === 'account') return <NotYours />;
  const Step = pages[step];
  return (
    <SetUpFrame step={step} facts={setUp.facts}>
      <Step />
    </SetUpFrame>
  );
}

function NotYours() {
  const t = useTexts(setUpTexts);
  return (
    <Page title={t('notYoursTitle')}>
      <EmptyState title={t('notYours')}>
        <TextLink to="/">{t('toHome')}</TextLink>
      </EmptyState>
    </Page>
  );
}
