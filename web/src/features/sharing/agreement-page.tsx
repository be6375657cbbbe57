import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useApiChange } from '../../app/query.ts';
import { agreementTexts } from '../../i18n/agreement.ts';
import { useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, SecondaryLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { AgreementText } from './agreement-text.tsx';
import { LeadTimeLine } from './lead-time-line.tsx';
import { AgreementLife } from './life.tsx';
import { StepForward } from './next-card.tsx';
import { Parties } from './parties.tsx';
import { sharingQuery } from './sharing.ts';
import { Sign } from './sign.tsx';
import { Versions } from './versions.tsx';
import { Waits } from './waits.tsx';
import './agreement.css';

/** The agreement: its text in full or condensed, who signs, who signed, and how it changed. */
export function AgreementPage() {
  const { edition } = useParams({ from: '/editions/$edition/agreement' });
  return (
    <LoadedEdition slug={edition} query={useQuery(sharingQuery(edition))}>
      {(whole, sharing) => <Agreement edition={whole} sharing={sharing} />}
    </LoadedEdition>
  );
}

function Agreement({ edition, sharing }: { edition: Edition; sharing: SharingView }) {
  const t = useTexts(agreementTexts);
  const words = useTexts(sharingTexts);
  const { slug } = edition;
  return (
    <div className="print-alone agreement-page">
      <EditionPage
        edition={edition}
        step="share"
        here={words('agreementTitle')}
        title={words('agreementTitle')}
        lead={t('lead')}
      >
        <div className="no-print stack">
          <AgreementLife sharing={sharing} />
          <Waits sharing={sharing} />
        </div>
        {sharing.frame.purpose === null ? (
          <EmptyState title={t('nothingYet')}>
            <p className="soft">{t('nothingYetHint')}</p>
            <PrimaryLink to="/editions/$edition/plan" params={{ edition: slug }}>
              {words('planTitle')}
            </PrimaryLink>
          </EmptyState>
        ) : (
          <Text edition={edition} sharing={sharing} />
        )}
        <Sign edition={slug} sharing={sharing} />
        <OpenSigning edition={slug} sharing={sharing} />
        <Parties edition={slug} sharing={sharing} />
        <Versions sharing={sharing} />
        <Amend edition={slug} sharing={sharing} />
        {sharing.leadTime !== null && (
          <div className="no-print">
            <Collapsible title={words('leadTimeTitle')} level={2}>
              <LeadTimeLine leadTime={sharing.leadTime} />
            </Collapsible>
          </div>
        )}
      </EditionPage>
    </div>
  );
}

function Text({ edition, sharing }: { edition: Edition; sharing: SharingView }) {
  const t = useTexts(agreementTexts);
  const words = useTexts(sharingTexts);
  const isShort = useSearch({ from: '/editions/$edition/agreement' }).text === 'short';
  return (
    <section className="stack">
      <div className="row no-print">
        <SecondaryLink
          to="/editions/$edition/agreement"
          params={{ edition: edition.slug }}
          search={isShort ? {} : { text: 'short' }}
        >
          {t(isShort ? 'readFull' : 'readShort')}
        </SecondaryLink>
        <ActionButton onClick={() => window.print()}>{words('print')}</ActionButton>
      </div>
      <AgreementText edition={edition} sharing={sharing} isShort={isShort} />
    </section>
  );
}

function OpenSigning({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const words = useTexts(sharingTexts);
  if (sharing.state !== 'advised' || !sharing.may.openSigning.allowed) return null;
  return (
    <section className="no-print stack stack-tight">
      <Heading2>{words('go.open-signing')}</Heading2>
      <StepForward edition={edition} sharing={sharing} kind="open-signing" />
    </section>
  );
}

/** What holds goes on until the change is signed. */
function Amend({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(agreementTexts);
  const toast = useToast();
  const amend = useApiChange(sharingRoutes.amendAgreement, () => toast({ text: t('amended') }));
  if (sharing.inForce === null || sharing.draft !== null) return null;
  return (
    <section className="no-print stack stack-tight" aria-labelledby="amend">
      <Heading2 id="amend">{t('amendTitle')}</Heading2>
      <p>{t('amendHint')}</p>
      <div>
        <ActionButton
          permission={sharing.may.amend}
          busy={amend.isPending}
          onClick={() => amend.mutate({ params: { edition } })}
        >
          {t('amend')}
        </ActionButton>
      </div>
      <ProblemAlert error={amend.error} />
    </section>
  );
}
