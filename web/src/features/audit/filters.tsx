import { auditRoutes, platformItself } from '@datalab/server/modules/audit/audit.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { apiQuery } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { hasText } from '../../i18n/translate.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Collapsible, useNarrow } from '../../ui/collapsible.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { TextLink } from '../../ui/link.tsx';
import { editionsQuery } from '../editions/edition.ts';
import { isNarrowed, type LogSearch, readSearch } from './filter.ts';

/** Who, when, what kind, in which edition, and words: each choice at once, words when they are sent. */
export function Filters() {
  const t = useTexts(auditTexts);
  const { language } = useLanguage();
  const narrow = useNarrow();
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const { before: _, ...search } = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const choices = useQuery(apiQuery(auditRoutes.listAuditChoices, {})).data ?? { persons: [], kinds: [] };
  const editions = useQuery(editionsQuery).data ?? [];
  const choose = (name: Exclude<keyof LogSearch, 'before'>, value: string) =>
    void navigate({ search: readSearch({ ...search, [name]: value === '' ? undefined : value }) });
  const sayKind = (kind: string) => {
    const key = `kind.${kind}`;
    return hasText(auditTexts, language, key) ? t(key) : kind;
  };
  return (
    <search className="stack">
      <Collapsible title={t('narrow')} level={2} open={!narrow || isNarrowed(search)}>
        <div className="event-filters">
          <SelectField
            label={t('person')}
            value={search.person ?? ''}
            onChange={(value) => choose('person', value)}
            options={[
              { value: '', label: t('everybody') },
              ...choices.persons.map(({ id, name, organisation }) => ({
                value: id,
                label: `${name}, ${local(nameOf(organisation))}`,
              })),
              { value: platformItself, label: t('platform') },
            ]}
          />
          <SelectField
            label={t('kind')}
            value={search.kind ?? ''}
            onChange={(value) => choose('kind', value)}
            options={[
              { value: '', label: t('allKinds') },
              ...choices.kinds.map((kind) => ({ value: kind, label: sayKind(kind) })),
            ]}
          />
          <SelectField
            label={t('edition')}
            value={search.edition ?? ''}
            onChange={(value) => choose('edition', value)}
            options={[
              { value: '', label: t('allEditions') },
              ...editions.map(({ slug, title }) => ({ value: slug, label: local(title) })),
            ]}
          />
          <TextField
            type="date"
            label={t('from')}
            value={search.from ?? ''}
            onChange={(value) => choose('from', value)}
          />
          <TextField
            type="date"
            label={t('to')}
            value={search.to ?? ''}
            onChange={(value) => choose('to', value)}
          />
          <WordsField key={search.q} words={search.q ?? ''} onSearch={(value) => choose('q', value)} />
        </div>
      </Collapsible>
      {isNarrowed(search) ? (
        <p>
          <TextLink to="/audit">{t('showAll')}</TextLink>
        </p>
      ) : null}
    </search>
  );
}

function WordsField({ words, onSearch }: { words: string; onSearch(words: string): void }) {
  const t = useTexts(auditTexts);
  const [typed, setTyped] = useState(words);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <form className="event-words-field" onSubmit={send}>
      <TextField type="search" label={t('words')} maxLength={100} value={typed} onChange={setTyped} />
      <ActionButton type="submit">{t('search')}</ActionButton>
    </form>
  );
}
