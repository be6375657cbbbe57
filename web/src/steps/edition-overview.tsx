import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrganisationLegend } from '../app/organisation-pieces.tsx';
import { useOrganisations } from '../app/session.ts';
import { FindingList, useAnalyses } from '../features/analyses/finding-list.tsx';
import {
  editionQuery,
  organisationsOf,
  stepAddress,
  stepOf,
  useStepperSteps,
} from '../features/editions/edition.ts';
import { editionsTexts } from '../i18n/editions.ts';
import { useLocal, useTexts } from '../i18n/language.tsx';
import { useMessage } from '../i18n/message.tsx';
import { timelineTexts } from '../i18n/timeline.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Heading2, Heading3 } from '../ui/heading.tsx';
import { PrimaryLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { LoadedPage } from '../ui/query-state.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { BlockerList } from './blocker-list.tsx';
import { ClosingGate } from './closing-gate.tsx';

export function EditionOverview() {
  const { edition } = useParams({ from: '/editions/$edition' });
  const query = useQuery(editionQuery(edition));
  return <LoadedPage query={query}>{(loaded) => <Overview edition={loaded} />}</LoadedPage>;
}

function Overview({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const timeline = useTexts(timelineTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const steps = useStepperSteps(edition);
  const led = t('kicker', { organisation: nameOf(edition.initiator) });
  const kicker = edition.region === null ? led : `${led} · ${local(edition.region)}`;
  return (
    <Page
      title={local(edition.title)}
      kicker={kicker}
      lead={local(edition.aim)}
      breadcrumbs={[
        <TextLink key="editions" to="/editions">
          {t('listTitle')}
        </TextLink>,
      ]}
      actions={
        <>
          <OrganisationLegend slugs={organisationsOf(edition)} />
          <TextLink to="/editions/$edition/timeline" params={{ edition: edition.slug }}>
            {timeline('open')}
          </TextLink>
        </>
      }
    >
      <Stepper steps={steps} />
      <div className="two-columns">
        <Findings edition={edition} />
        <div className="stack stack-wide">
          <section>
            <Heading2>{t('waitingFor')}</Heading2>
            <BlockerList edition={edition.slug} blockers={edition.waitingFor} now={new Date()} />
          </section>
          <section>
            <Heading2>{t('next')}</Heading2>
            <NextCard edition={edition} />
          </section>
        </div>
      </div>
    </Page>
  );
}

function Findings({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <section>
      <Heading2>{t('found')}</Heading2>
      <FindingList
        edition={edition.slug}
        query={useAnalyses(edition.slug)}
        none={
          <EmptyState title={t('foundNothing')}>
            <TextLink to={stepAddress(edition.slug, 'analyse')}>{t('foundToRoom')}</TextLink>
          </EmptyState>
        }
      />
    </section>
  );
}

function NextCard({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const messageOf = useMessage();
  const step = stepOf(edition, edition.currentStep);
  const [first] = step.blockers;
  const name = t(`step.${step.key}`);
  if (edition.finishedAt !== null) return <ClosingGate edition={edition} />;
  return (
    <Card className="stack">
      <Heading3>{name}</Heading3>
      {step.key === 'solve' ? <p className="soft">{t('nextSolve')}</p> : null}
      {step.key !== 'solve' && first === undefined ? (
        <p className="soft">{t('nextReady', { n: step.number })}</p>
      ) : null}
      {first === undefined ? null : (
        <p className="soft">
          {t('nextBlocked', { n: step.number })} {messageOf(first.code, first.params)}
        </p>
      )}
      <div>
        <PrimaryLink to={stepAddress(edition.slug, step.key)}>
          {t('goToStep', { n: step.number, name })}
        </PrimaryLink>
      </div>
    </Card>
  );
}
