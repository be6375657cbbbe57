import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { usePerson } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { sharingDeskTexts } from '../../i18n/sharing-desk.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { SecondaryLink, TextLink } from '../../ui/link.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { AdviceForm } from './advice-form.tsx';
import { GivenAdvice } from './agreed-conditions.tsx';
import { OutcomeSquares } from './outcome-squares.tsx';
import { isAgreed, planByOwner, sharingQuery } from './sharing.ts';
import { StopOrResume } from './stop-or-resume.tsx';
import './agreement.css';

/** The desk of the privacy officers of one edition: what is asked, their advice, what runs out, and the stop button. */
export function AdvicePage() {
  const { edition } = useParams({ from: '/editions/$edition/privacy' });
  return (
    <LoadedEdition slug={edition} query={useQuery(sharingQuery(edition))}>
      {(whole, sharing) => <Desk edition={whole} sharing={sharing} />}
    </LoadedEdition>
  );
}

function Desk({ edition, sharing }: { edition: Edition; sharing: SharingView }) {
  const t = useTexts(sharingDeskTexts);
  const words = useTexts(sharingTexts);
  return (
    <EditionPage
      edition={edition}
      step="share"
      here={words('privacyTitle')}
      title={words('privacyTitle')}
      lead={t('lead')}
    >
      <StopOrResume edition={edition.slug} sharing={sharing} />
      <div className="two-columns">
        <div className="stack stack-wide">
          <Asked edition={edition.slug} sharing={sharing} />
          <OwnAdvice edition={edition.slug} sharing={sharing} />
        </div>
        <div className="stack">
          <RunsOut sharing={sharing} />
          <Others sharing={sharing} />
        </div>
      </div>
    </EditionPage>
  );
}

function Asked({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(sharingDeskTexts);
  const words = useTexts(sharingTexts);
  const owned = planByOwner(sharing);
  if (owned.length === 0) return <EmptyState title={words('noDataSets')} />;
  return (
    <section className="stack stack-tight">
      <Heading2>{t('asked')}</Heading2>
      <ul className="plain-list stack stack-tight">
        {owned.map(({ owner, dataSets }) => (
          <li key={owner}>
            <OrganisationName slug={owner} />
            <OutcomeSquares columns={dataSets.flatMap(({ columns }) => columns)} />
          </li>
        ))}
      </ul>
      <div className="row">
        <SecondaryLink to="/editions/$edition/what-may" params={{ edition }}>
          {words('mayTitle')}
        </SecondaryLink>
        <TextLink to="/editions/$edition/agreement" params={{ edition }}>
          {words('agreementTitle')}
        </TextLink>
      </div>
    </section>
  );
}

/** The advice of the reader's organisation, or why the reader cannot give it now. */
function OwnAdvice({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(sharingDeskTexts);
  const messageOf = useMessage();
  const me = usePerson();
  const own = sharing.parties.find(({ organisation }) => organisation === me?.organisation);
  if (own === undefined) return null;
  const { reason, params } = own.may.advise;
  return (
    <section className="stack" aria-labelledby="advice">
      <Heading2 id="advice" tabIndex={-1}>
        {t('yourAdvice')}
      </Heading2>
      {own.advice !== null && <GivenAdvice advice={own.advice} />}
      {own.may.advise.allowed ? (
        <AdviceForm edition={edition} given={own.advice} />
      ) : (
        !isAgreed(sharing) && (
          <p className="soft">
            {sharing.state === 'draft' ? t('adviceLater') : reason && messageOf(reason, params)}
          </p>
        )
      )}
    </section>
  );
}

function RunsOut({ sharing: { inForce, plan } }: { sharing: SharingView }) {
  const t = useTexts(sharingDeskTexts);
  const { language } = useLanguage();
  if (inForce === null) return null;
  const kept = plan.flatMap(({ terms }) => (terms === null ? [] : [terms.keepUntil])).sort();
  return (
    <Card as="section">
      <Heading2>{t('runsOut')}</Heading2>
      <dl className="facts facts-narrow">
        <dt>{t('review')}</dt>
        <dd>{formatDate(inForce.review, language)}</dd>
        <dt>{t('until')}</dt>
        <dd>{formatDate(inForce.until, language)}</dd>
        {kept[0] !== undefined && (
          <>
            <dt>{t('firstKept')}</dt>
            <dd>{formatDate(kept[0], language)}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}

function Others({ sharing: { parties } }: { sharing: SharingView }) {
  const t = useTexts(sharingDeskTexts);
  const me = usePerson();
  const others = parties.filter(({ organisation }) => organisation !== me?.organisation);
  return (
    <Card as="section">
      <Heading2>{t('others')}</Heading2>
      <ul className="plain-list stack stack-tight">
        {others.map(({ organisation, advice }) => (
          <li key={organisation}>
            <OrganisationName slug={organisation} />
            {advice === null ? <p className="small soft">{t('notYet')}</p> : <GivenAdvice advice={advice} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
