import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { findNextThing, type NextThing } from './next-thing.ts';

interface NextProps {
  readonly edition: string;
  readonly sharing: SharingView;
}

/** The one clear thing for this reader, with the one button for it. */
export function NextCard({ edition, sharing }: NextProps) {
  const next = findNextThing(sharing, usePerson());
  return (
    <Card tone={next.kind === 'stopped' ? 'error' : next.kind === 'in-force' ? 'ok' : 'tint'} as="section">
      <div className="stack stack-tight">
        <Heading2 className="next-title">{useNextTitle(next, sharing)}</Heading2>
        <div>
          <NextAction edition={edition} sharing={sharing} next={next} />
        </div>
      </div>
    </Card>
  );
}

function useNextTitle(next: NextThing, { inForce }: SharingView): string {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  switch (next.kind) {
    case 'decide':
    case 'complete':
    case 'link':
      return t(`next.${next.kind}`, { name: local(next.dataSet.name), n: next.n });
    case 'in-force':
      return t('next.in-force', { date: formatDate(inForce?.until ?? '', language) });
    default:
      return t(`next.${next.kind}`);
  }
}

function NextAction({ edition, sharing, next }: NextProps & { next: NextThing }) {
  switch (next.kind) {
    case 'close-plan':
    case 'open-signing':
      return <StepForward edition={edition} sharing={sharing} kind={next.kind} />;
    case 'stopped':
      return <Stops sharing={sharing} />;
    default:
      return <NextLink edition={edition} next={next} />;
  }
}

/** Where the next thing is done; nothing where there is nothing to do. */
function NextLink({ edition, next }: { edition: string; next: NextThing }) {
  const t = useTexts(sharingTexts);
  const params = { edition };
  switch (next.kind) {
    case 'decide':
    case 'complete':
    case 'link':
      return (
        <PrimaryLink
          to="/editions/$edition/plan/$dataSet"
          params={{ edition, dataSet: next.dataSet.dataSet }}
        >
          {t(`go.${next.kind}`)}
        </PrimaryLink>
      );
    case 'sign':
    case 'name-signatory':
      return (
        <PrimaryLink
          to="/editions/$edition/agreement"
          params={params}
          hash={next.kind === 'sign' ? 'sign' : 'parties'}
        >
          {t(`go.${next.kind}`)}
        </PrimaryLink>
      );
    case 'advise':
      return (
        <PrimaryLink to="/editions/$edition/privacy" params={params}>
          {t('go.advise')}
        </PrimaryLink>
      );
    case 'propose':
    case 'frame':
      return (
        <PrimaryLink
          to="/editions/$edition/plan"
          params={params}
          hash={next.kind === 'frame' ? 'purpose' : 'ask'}
        >
          {t(`go.${next.kind}`)}
        </PrimaryLink>
      );
    default:
      return null;
  }
}

/** Closing the plan, and laying the agreement down to be signed: nothing has to be filled in for it. */
export function StepForward({
  edition,
  sharing,
  kind,
}: NextProps & { readonly kind: 'close-plan' | 'open-signing' }) {
  const t = useTexts(sharingTexts);
  const toast = useToast();
  const isClosing = kind === 'close-plan';
  const done = () => toast({ text: t(`done.${kind}`) });
  const close = useApiChange(sharingRoutes.closePlan, done);
  const open = useApiChange(sharingRoutes.openSigning, done);
  const act = isClosing ? close : open;
  return (
    <div className="stack stack-tight">
      <p>{t(`about.${kind}`)}</p>
      <div>
        <ActionButton
          look="primary"
          permission={isClosing ? sharing.may.closePlan : sharing.may.openSigning}
          busy={act.isPending}
          onClick={() => act.mutate({ params: { edition } })}
        >
          {t(`go.${kind}`)}
        </ActionButton>
      </div>
      <ProblemAlert error={act.error} />
    </div>
  );
}

/** Who stopped it, when and why: each organisation lifts its own stop. */
export function Stops({ sharing: { stops } }: { sharing: Pick<SharingView, 'stops'> }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  return (
    <ul className="plain-list stack stack-tight">
      {stops.map(({ organisation, by, at, reason }) => (
        <li key={organisation}>
          {t('stoppedBy', {
            name: local(nameOf(organisation)),
            by,
            date: formatDate(at, language),
            reason,
          })}
        </li>
      ))}
    </ul>
  );
}
