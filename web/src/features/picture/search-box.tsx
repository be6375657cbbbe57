import { type PictureHit, pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { apiQuery } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { PlaceLink } from './place-link.tsx';

/** Searching leaves its words in the address, so that a result can be shared and found back. */
export function SearchBox({ edition }: { edition: string }) {
  const t = useTexts(pictureTexts);
  const { q, ...others } = useSearch({ from: '/editions/$edition/$step' });
  const navigate = useNavigate({ from: '/editions/$edition/$step' });
  const [words, setWords] = useState(q ?? '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const asked = words.trim();
    void navigate({ search: asked === '' ? others : { ...others, q: asked }, replace: true });
  };
  return (
    <search className="stack">
      <form className="search-form" onSubmit={send}>
        <TextField
          label={t('searchLabel')}
          hint={t('searchHint')}
          type="search"
          maxLength={200}
          value={words}
          onChange={setWords}
        />
        <ActionButton type="submit">{t('search')}</ActionButton>
      </form>
      {q === undefined ? null : <Hits edition={edition} q={q} />}
    </search>
  );
}

function Hits({ edition, q }: { edition: string; q: string }) {
  const t = useTexts(pictureTexts);
  const query = useQuery(apiQuery(pictureRoutes.searchPicture, { params: { edition }, query: { q } }));
  return (
    <Loaded query={query}>
      {(hits) => (
        <>
          <p role="status">
            {hits.length === 0 ? t('searchNothing', { q }) : t('searchFound', { n: hits.length, q })}
          </p>
          <ol className="plain-list hit-list">
            {hits.map((hit) => (
              <Hit key={`${hit.document.id} ${hit.page}`} edition={edition} hit={hit} />
            ))}
          </ol>
        </>
      )}
    </Loaded>
  );
}

function Hit({ edition, hit }: { edition: string; hit: PictureHit }) {
  const { document, page, passage } = hit;
  return (
    <li className="hit">
      <PlaceLink edition={edition} document={document} page={page} />
      <blockquote className="hit-passage">
        {passage.map(({ text, match }, position) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one passage never change places
          match ? <mark key={position}>{text}</mark> : <span key={position}>{text}</span>,
        )}
      </blockquote>
    </li>
  );
}
