import {
  type EarlierEdition,
  type Example,
  inspirationRoutes,
} from '@datalab/server/modules/preparation/inspiration.contract.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { inspirationQuery } from './preparation.ts';

interface InspirationListProps {
  readonly theme: string;
  /** The edition the reader is in, which does not inspire itself. */
  readonly without?: string;
}

/** Earlier editions and examples from elsewhere on a theme. */
export function InspirationList({ theme, without }: InspirationListProps) {
  const t = useTexts(preparationTexts);
  const query = useQuery({ ...inspirationQuery(theme), placeholderData: keepPreviousData });
  return (
    <Loaded query={query}>
      {({ editions, examples }) => {
        const others = editions.filter(({ slug }) => slug !== without);
        if (others.length === 0 && examples.length === 0) return <EmptyState title={t('inspirationNone')} />;
        return (
          <div className="stack stack-wide">
            {others.length === 0 ? null : (
              <section className="stack">
                <h2 className="utrecht-heading-2">{t('inspirationEditions')}</h2>
                <ul className="tiles plain-list">
                  {others.map((edition) => (
                    <Earlier key={edition.slug} edition={edition} />
                  ))}
                </ul>
              </section>
            )}
            {examples.length === 0 ? null : (
              <section className="stack">
                <h2 className="utrecht-heading-2">{t('inspirationExamples')}</h2>
                <ul className="tiles plain-list">
                  {examples.map((example) => (
                    <ExampleCard key={example.id} example={example} />
                  ))}
                </ul>
              </section>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

function Earlier({ edition }: { edition: EarlierEdition }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const closing = useTexts(closingTexts);
  const { slug, title, goals, lessons, status, region, initiator, findings } = edition;
  return (
    <Card as="li" className="stack stack-tight">
      <h3 className="utrecht-heading-3">
        {findings === null ? (
          local(title)
        ) : (
          <TextLink to="/editions/$edition" params={{ edition: slug }}>
            {local(title)}
          </TextLink>
        )}
      </h3>
      {goals.map((goal) => (
        <p key={goal.nl}>{local(goal)}</p>
      ))}
      {lessons.length === 0 ? null : (
        <details>
          <summary>{closing('templateLessons', { n: lessons.length })}</summary>
          <ul className="stack stack-tight">
            {lessons.map((lesson) => (
              <li key={lesson.nl}>{local(lesson)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="row small">
        <Chip tone="quiet">{t(`status.${status}`)}</Chip>
        {findings === null || findings === 0 ? null : <span>{t('earlierFindings', { n: findings })}</span>}
        {region === null ? null : <span className="soft">{local(region)}</span>}
      </div>
      <OrganisationName slug={initiator} />
    </Card>
  );
}

function ExampleCard({ example }: { example: Example }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const { id, title, where, did, useful, link, source, year, by, may } = example;
  const remove = useApiChange(inspirationRoutes.removeExample);
  return (
    <Card as="li" className="stack stack-tight">
      <h3 className="utrecht-heading-3">{local(title)}</h3>
      <p className="small soft">{t('exampleWhere', { where, year: String(year) })}</p>
      <p>{local(did)}</p>
      <p>{t('exampleUseful', { text: useful })}</p>
      <p className="small soft">{t('exampleSource', { source, name: by.name })}</p>
      <div className="row">
        {link === null ? null : (
          <a
            className="utrecht-link utrecht-link--html-a"
            href={link}
            rel="noreferrer noopener"
            target="_blank"
          >
            {t('exampleRead')}
            <span className="visually-hidden"> {local(title)}</span>
          </a>
        )}
        {may.remove.allowed ? (
          <ActionButton
            look="subtle"
            about={local(title)}
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { example: id } })}
          >
            {t('exampleRemove')}
          </ActionButton>
        ) : null}
      </div>
      <ProblemAlert error={remove.error} />
    </Card>
  );
}
