import { type SharingDeskItem, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { sharingDeskTexts } from '../../i18n/sharing-desk.ts';
import { Card } from '../../ui/card.tsx';
import { Chip, type ChipTone } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, SecondaryLink, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useSince } from '../../ui/since.ts';
import { Stops } from './next-card.tsx';
import '../../ui/facts.css';

const deskQuery = apiQuery(sharingRoutes.listSharingDesk, {});

/** What waits for a privacy officer in every edition: asked first, then what was stopped, then what runs out soonest. */
export function DeskPage() {
  const t = useTexts(sharingDeskTexts);
  const desk = useQuery(deskQuery);
  return (
    <Page title={t('deskTitle')} lead={t('deskLead')}>
      <Loaded query={desk}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('deskNone')} />
          ) : (
            <ul className="plain-list stack">
              {items.toSorted(byUrgency).map((item) => (
                <DeskItem key={item.edition} item={item} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <p>
        <TextLink to="/lead-times">{t('leadTimes')}</TextLink>
      </p>
    </Page>
  );
}

export function byUrgency(one: SharingDeskItem, other: SharingDeskItem): number {
  return (
    Number(other.adviceAskedSince !== null) - Number(one.adviceAskedSince !== null) ||
    other.stops.length - one.stops.length ||
    (one.review ?? '9999').localeCompare(other.review ?? '9999')
  );
}

const tones: Readonly<Partial<Record<SharingDeskItem['state'], ChipTone>>> = {
  'in-force': 'green',
  suspended: 'red',
  'plan-closed': 'rust',
};

function DeskItem({ item }: { item: SharingDeskItem }) {
  const t = useTexts(sharingDeskTexts);
  const words = useTexts(sharingTexts);
  const local = useLocal();
  const sayFrom = useSince();
  const { edition, title, state, adviceAskedSince, differences } = item;
  const params = { edition };
  return (
    <Card as="li">
      <div className="stack stack-tight">
        <div className="row row-between">
          <Heading2 className="desk-title">{local(title)}</Heading2>
          <Chip tone={tones[state] ?? 'quiet'}>{words(`state.${state}`)}</Chip>
        </div>
        <Stops sharing={item} />
        {differences > 0 && <p>{t('changed', { n: differences })}</p>}
        <Ends item={item} />
        <div className="row">
          {adviceAskedSince === null ? (
            <SecondaryLink to="/editions/$edition/privacy" params={params}>
              {t('open')}
              <span className="visually-hidden">: {local(title)}</span>
            </SecondaryLink>
          ) : (
            <>
              <PrimaryLink to="/editions/$edition/privacy" params={params} hash="advice">
                {t('adviseNow')}
                <span className="visually-hidden">: {local(title)}</span>
              </PrimaryLink>
              <span className="small soft">{sayFrom(adviceAskedSince)}</span>
            </>
          )}
        </div>
      </div>
    </Card>
  );
}

function Ends({ item: { until, review } }: { item: SharingDeskItem }) {
  const t = useTexts(sharingDeskTexts);
  const { language } = useLanguage();
  if (until === null) return null;
  return (
    <p className="small soft">
      {review !== null && `${t('reviewOn', { date: formatDate(review, language) })} · `}
      {t('endsOn', { date: formatDate(until, language) })}
    </p>
  );
}
