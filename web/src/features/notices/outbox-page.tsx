import { type Notice, noticesRoutes } from '@datalab/server/modules/notices/notices.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { formatAgo } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { noticesTexts } from '../../i18n/notices.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip, type ChipTone } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import './notices.css';

const tones: Readonly<Record<Notice['state'], ChipTone>> = {
  waiting: 'accent',
  sent: 'green',
  failed: 'red',
  kept: 'quiet',
};

/** What went out or would have gone out by mail; without a mail server the place to read and copy it. */
export function OutboxPage() {
  const t = useTexts(noticesTexts);
  const local = useLocal();
  const { edition } = useSearch({ from: '/outbox' });
  const navigate = useNavigate({ from: '/outbox' });
  const query = useQuery(
    apiQuery(noticesRoutes.listOutbox, { query: edition === undefined ? {} : { edition } }),
  );
  return (
    <Page title={t('outboxTitle')} lead={t('outboxLead')}>
      <Loaded query={query} lines={6}>
        {({ mail, editions, notices }) => (
          <div className="stack">
            {mail ? null : <Alert type="info">{t('mailOff')}</Alert>}
            <SelectField
              label={t('outboxEdition')}
              value={edition ?? ''}
              onChange={(value) => void navigate({ search: value === '' ? {} : { edition: value } })}
              options={[
                { value: '', label: t('outboxAll') },
                ...editions.map(({ slug, title }) => ({ value: slug, label: local(title) })),
              ]}
            />
            {notices.length === 0 ? (
              <EmptyState title={t('outboxEmpty')}>
                <p className="soft">{t('outboxEmptyHint')}</p>
              </EmptyState>
            ) : (
              <ul className="stack plain-list">
                {notices.map((notice) => (
                  <NoticeCard key={notice.id} notice={notice} />
                ))}
              </ul>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const t = useTexts(noticesTexts);
  const { language } = useLanguage();
  const details = [
    t(`kind.${notice.kind}`),
    formatAgo(notice.at, new Date(), language),
    ...(notice.reason === null ? [] : [t(`why.${notice.reason}`)]),
    ...(notice.state !== 'sent' && notice.tries > 0 ? [t('tries', { n: notice.tries })] : []),
  ];
  return (
    <Card as="li" className="notice">
      <div className="row row-between">
        <Heading2 className="notice-subject">{notice.subject}</Heading2>
        <Chip tone={tones[notice.state]}>{t(`state.${notice.state}`)}</Chip>
      </div>
      <p>{t('to', notice.to)}</p>
      <p className="small soft">{details.join(' · ')}</p>
      <details>
        <summary>
          {t('more')} <span className="visually-hidden">: {notice.subject}</span>
        </summary>
        <div className="notice-body" lang={notice.language}>
          {notice.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <p>
            <TextLink to={notice.link.path}>{notice.link.label}</TextLink>
          </p>
        </div>
        <CopyButton notice={notice} />
      </details>
    </Card>
  );
}

function CopyButton({ notice }: { notice: Notice }) {
  const t = useTexts(noticesTexts);
  const toast = useToast();
  const copy = () => {
    const link = `${notice.link.label}: ${window.location.origin}${notice.link.path}`;
    const text = [...notice.paragraphs, link].join('\n\n');
    navigator.clipboard.writeText(text).then(
      () => toast({ text: t('copied') }),
      () => toast({ text: t('copyFailed') }),
    );
  };
  return (
    <ActionButton about={`: ${notice.subject}`} onClick={copy}>
      {t('copy')}
    </ActionButton>
  );
}
