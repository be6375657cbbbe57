import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Preparation } from '@datalab/server/modules/preparation/preparation.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { TextLink } from '../../ui/link.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { CheckPart } from './check-part.tsx';
import { InspirationPart } from './inspiration-part.tsx';
import { MorePart } from './more-part.tsx';
import './preparation.css';
import { AttendancePart } from './attendance-part.tsx';
import { type Part, parts, preparationQuery } from './preparation.ts';
import { PutInPart } from './put-in-part.tsx';
import { useStates } from './states.ts';

export function PreparationPage() {
  const { edition: slug = '', part: asked = 'check' } = useParams({ strict: false });
  const part = parts.find((known) => known === asked);
  const preparation = useQuery(preparationQuery(slug));
  if (part === undefined) return <NotFoundPage />;
  return (
    <LoadedEdition slug={slug} query={preparation}>
      {(edition, known) => <Whole edition={edition} preparation={known} part={part} />}
    </LoadedEdition>
  );
}

const leads = {
  check: 'lead',
  'put-in': 'putInHint',
  room: 'roomHint',
  inspiration: 'inspirationHint',
  more: 'moreHint',
} as const;

interface WholeProps {
  readonly edition: Edition;
  readonly preparation: Preparation;
  readonly part: Part;
}

function Whole({ edition, preparation, part }: WholeProps) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  return (
    <EditionPage
      title={part === 'check' ? t('title') : t(`part.${part}`)}
      kicker={local(edition.title)}
      lead={t(leads[part])}
      edition={edition}
      step="prioritise"
      here={t('title')}
    >
      <PartsNav edition={edition.slug} preparation={preparation} here={part} />
      {part === 'check' ? <CheckPart edition={edition.slug} preparation={preparation} /> : null}
      {part === 'put-in' ? <PutInPart edition={edition.slug} preparation={preparation} /> : null}
      {part === 'room' ? <AttendancePart edition={edition} preparation={preparation} /> : null}
      {part === 'inspiration' ? <InspirationPart edition={edition} /> : null}
      {part === 'more' ? <MorePart edition={edition.slug} preparation={preparation} /> : null}
    </EditionPage>
  );
}

interface PartsNavProps {
  readonly edition: string;
  readonly preparation: Preparation;
  readonly here: Part;
}

/** The parts side by side, each with how far it is. */
function PartsNav({ edition, preparation, here }: PartsNavProps) {
  const t = useTexts(preparationTexts);
  const states = useStates(preparation);
  return (
    <nav aria-label={t('parts')}>
      <ul className="parts plain-list">
        {parts.map((part) => {
          const state = states[part];
          return (
            <li key={part}>
              <TextLink
                className="part-link"
                to="/editions/$edition/preparation/$part"
                params={{ edition, part }}
                resetScroll={false}
                {...(part === here ? { 'aria-current': 'page' as const } : {})}
              >
                <span className="part-name">{t(`part.${part}`)}</span>
                {state === null ? null : <span className="part-state">{state}</span>}
              </TextLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
