import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  type PictureDocument,
  type PictureFinding,
  pictureRoutes,
} from '@datalab/server/modules/picture/picture.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { addressOf } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { formatBytes, formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { CitedQuote } from './finding.tsx';
import { NoteForm } from './note-form.tsx';
import { usePlaceInDocument } from './picture.ts';
import './picture.css';

const quoteMaxCharacters = 2000;

interface Opened {
  readonly document: PictureDocument;
  readonly pages: readonly { readonly page: number; readonly text: string }[];
  readonly findings: readonly PictureFinding[];
  readonly may: { readonly note: Permission };
}

export function DocumentPage() {
  const params = useParams({ from: '/editions/$edition/documents/$document' });
  const query = useQuery(apiQuery(pictureRoutes.getDocument, { params }));
  return (
    <LoadedEdition slug={params.edition} query={query}>
      {(edition, opened) => <DocumentView key={opened.document.id} whole={edition} opened={opened} />}
    </LoadedEdition>
  );
}

function DocumentView({ whole, opened }: { whole: Edition; opened: Opened }) {
  const edition = whole.slug;
  const t = useTexts(pictureTexts);
  const messageOf = useMessage();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const { page: begin = 1 } = useSearch({ from: '/editions/$edition/documents/$document' });
  const [page, setPage] = useState(begin);
  const [quote, setQuote] = useState('');
  const take = useCallback((words: string, on: number) => {
    setQuote(words);
    setPage(on);
  }, []);
  const { document, pages, findings, may } = opened;
  const file = addressOf(pictureRoutes.downloadDocument, { params: { edition, document: document.id } });
  return (
    <EditionPage
      title={document.title}
      lead={t('documentLead', {
        organisation: nameOf(document.organisation),
        name: document.by,
        date: formatDate(document.at, language),
      })}
      edition={whole}
      step="picture"
      here={t(`kind.${document.kind}`)}
      actions={
        <a className="utrecht-link utrecht-link--html-a" href={file} download>
          {t('documentDownload', { size: formatBytes(document.bytes, language) })}
        </a>
      }
    >
      <div className="document">
        <Pages document={document} pages={pages} begin={begin} onSelect={take} />
        <aside className="stack document-notes">
          {findings.length === 0 ? null : (
            <section className="stack">
              <Heading2>{t('documentFindings')}</Heading2>
              <ul className="stack plain-list">
                {findings.map((finding) => (
                  <Card as="li" key={finding.id} className="stack stack-tight">
                    <p>{finding.text}</p>
                    <CitedQuote edition={edition} finding={finding} />
                  </Card>
                ))}
              </ul>
            </section>
          )}
          <Card as="section">
            <Heading2>{t('note')}</Heading2>
            {may.note.allowed ? (
              <NoteForm
                edition={edition}
                document={document}
                page={page}
                quote={quote}
                onPage={setPage}
                onQuote={setQuote}
              />
            ) : (
              may.note.reason && <p className="soft">{messageOf(may.note.reason, may.note.params)}</p>
            )}
          </Card>
        </aside>
      </div>
    </EditionPage>
  );
}

interface PagesProps extends Pick<Opened, 'document' | 'pages'> {
  readonly begin: number;
  onSelect(words: string, page: number): void;
}

function Pages({ document, pages, begin, onSelect }: PagesProps) {
  const placeOf = usePlaceInDocument();
  const first = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (begin > 1) first.current?.scrollIntoView();
  }, [begin]);
  useEffect(() => {
    const take = () => {
      const selection = window.getSelection();
      const words = selection?.toString().trim() ?? '';
      const place = selection?.anchorNode?.parentElement?.closest<HTMLElement>('[data-page]');
      if (words !== '' && place) onSelect(words.slice(0, quoteMaxCharacters), Number(place.dataset['page']));
    };
    window.document.addEventListener('selectionchange', take);
    return () => window.document.removeEventListener('selectionchange', take);
  }, [onSelect]);
  return (
    <div className="stack">
      {pages.map(({ page, text }) => (
        <Card as="section" key={page} className="document-page">
          <h2 className="small soft" ref={page === begin ? first : undefined}>
            {placeOf(document.kind, page)}
          </h2>
          <div className="document-text" data-page={page}>
            {text}
          </div>
        </Card>
      ))}
    </div>
  );
}
