import {
  type Picture,
  type PictureDocument,
  pictureRoutes,
} from '@datalab/server/modules/picture/picture.contract.ts';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { AddDocument } from './add-document.tsx';
import { SearchBox } from './search-box.tsx';
import './picture.css';

/** What all organisations brought, and a way through it. */
export function Sources({ edition, picture }: { edition: string; picture: Picture }) {
  const t = useTexts(pictureTexts);
  const [adding, setAdding] = useState(false);
  return (
    <section className="stack">
      <div className="row row-between">
        <Heading2>{t('sources')}</Heading2>
        <ActionButton permission={picture.may.add} onClick={() => setAdding(true)}>
          {t('add')}
        </ActionButton>
      </div>
      <p className="soft">{picture.documents.length === 0 ? t('sourcesNone') : t('sourcesLead')}</p>
      {picture.documents.length === 0 ? null : (
        <Card>
          <SearchBox edition={edition} />
          <ul className="plain-list source-list">
            {picture.documents.map((document) => (
              <Source key={document.id} edition={edition} document={document} />
            ))}
          </ul>
        </Card>
      )}
      <Dialog title={t('add')} open={adding} onClose={() => setAdding(false)}>
        <AddDocument edition={edition} onDone={() => setAdding(false)} />
      </Dialog>
    </section>
  );
}

function Source({ edition, document }: { edition: string; document: PictureDocument }) {
  const t = useTexts(pictureTexts);
  const toast = useToast();
  const remove = useApiChange(pictureRoutes.removeDocument, () => toast({ text: t('removed') }));
  return (
    <li className="source">
      <div className="stack stack-tight">
        <TextLink
          to="/editions/$edition/documents/$document"
          params={{ edition, document: document.id }}
          search={{}}
        >
          {document.title}
        </TextLink>
        <p className="row small soft">
          <OrganisationName slug={document.organisation} />
          <Chip tone="quiet">{t(`kind.${document.kind}`)}</Chip>
          {t(document.kind === 'pdf' ? 'pagesOfPdf' : 'partsOfOther', { n: document.pages })}
        </p>
        <ProblemAlert error={remove.error} />
      </div>
      {document.may.remove.allowed ? (
        <ActionButton
          look="subtle"
          about={document.title}
          busy={remove.isPending}
          onClick={() => remove.mutate({ params: { edition, document: document.id } })}
        >
          {t('remove')}
        </ActionButton>
      ) : null}
    </li>
  );
}
