import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrganisationLegend, OrganisationName } from '../app/organisation-pieces.tsx';
import { useOrganisations, usePerson } from '../app/session.ts';
import { FindingList, useAnalyses } from '../features/analyses/finding-list.tsx';
import {
  anchorOf,
  editionQuery,
  mineFirst,
  organisationsOf,
  stepAddress,
  stepOf,
  useStepperSteps,
} from '../features/editions/edition.ts';
import { useWhoName } from '../features/editions/who.tsx';
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
import { FinishedOverview } from './finished-overview.tsx';
import './edition-overview.css';

const participationWords = {
  invited: 'participationInvited',
  in: 'participationIn',
  out: 'participationOut',
} as const;

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
        local(edition.title),
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
      <StateOf edition={edition} />
    </Page>
  );
}

/** The state of an edition chooses what comes first. */
function StateOf({ edition }: { edition: Edition }) {
  if (edition.finishedAt !== null) return <FinishedOverview edition={edition} />;
  return edition.currentStep === 'prioritise' ? (
    <NewOverview edition={edition} />
  ) : (
    <RunningOverview edition={edition} />
  );
}

/** Nothing can have been found yet: the first thing to do is on top, and beside it the organisations. */
function NewOverview({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <>
      <FirstThing edition={edition} />
      <div className="two-columns">
        <WaitingFor edition={edition} />
        <section>
          <Heading2>{t('participation')}</Heading2>
          <Card>
            <ul className="stack stack-tight plain-list">
              {edition.participations.map(({ organisation, decision }) => (
                <li key={organisation} className="row row-between">
                  <OrganisationName slug={organisation} />
                  <span className="small soft">{t(participationWords[decision])}</span>
                </li>
              ))}
            </ul>
          </Card>
        </section>
      </div>
    </>
  );
}

function FirstThing({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const messageOf = useMessage();
  const whoName = useWhoName();
  const me = usePerson()?.id ?? null;
  const { number, key, blockers } = stepOf(edition, edition.currentStep);
  const [first] = mineFirst(blockers, me);
  return (
    <Card as="section" tone="tint" labelledBy="first-thing" className="stack first-thing">
      <h2 className="utrecht-heading-2" id="first-thing">
        {t('firstThing')}
      </h2>
      <p>{first === undefined ? t('nextReady', { n: number }) : messageOf(first.code, first.params)}</p>
      {first === undefined ? null : <p className="soft">{t('gateWho', { who: whoName(first) })}</p>}
      <div className="first-thing-way">
        <PrimaryLink to={first?.link ?? stepAddress(edition.slug, key)} hash={first ? anchorOf(first) : ''}>
          {t('goToStep', { n: number, name: t(`step.${key}`) })}
        </PrimaryLink>
      </div>
    </Card>
  );
}

function RunningOverview({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <div className="two-columns">
      <Findings edition={edition} />
      <div className="stack stack-wide">
        <WaitingFor edition={edition} />
        <section>
          <Heading2>{t('next')}</Heading2>
          <NextCard edition={edition} />
        </section>
      </div>
    </div>
  );
}

function WaitingFor({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <section>
      <Heading2>{t('waitingFor')}</Heading2>
      <BlockerList edition={edition.slug} blockers={edition.waitingFor} />
    </section>
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
