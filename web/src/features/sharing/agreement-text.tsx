import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { agreementTexts } from '../../i18n/agreement.ts';
import { formatDate, formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal } from '../../i18n/language.tsx';
import { AgreedConditions } from './agreed-conditions.tsx';
import { AgreedData } from './agreed-data.tsx';
import { minimumCountOf } from './conditions.ts';
import { FilledText } from './filled-text.tsx';

interface AgreementTextProps {
  readonly edition: Edition;
  readonly sharing: SharingView;
  readonly isShort: boolean;
}

/** Clauses that are the same for everybody; what is marked was filled in from what was decided. */
export function AgreementText({ edition, sharing, isShort }: AgreementTextProps) {
  const local = useLocal();
  const { language } = useLanguage();
  const words = agreementTexts[language];
  const fill = useFilling(edition, sharing);
  const clauses = isShort ? shortClauses : fullClauses;
  return (
    <article className="agreement" aria-label={words['textLabel']}>
      <h2 className="utrecht-heading-2">
        <FilledText text={words['textTitle']} fill={{ edition: local(edition.title) }} />
      </h2>
      <ol className="agreement-clauses">
        {clauses.map((clause) => (
          <li key={clause}>
            <h3 className="utrecht-heading-3">{words[`title.${clause}`]}</h3>
            <p>
              <FilledText text={words[`clause.${clause}`]} fill={fill} />
            </p>
            {clause === 'not-for' && <NotFor sharing={sharing} />}
            {clause === 'data' && <AgreedData sharing={sharing} isShort={isShort} />}
            {clause === 'advice' && <AgreedConditions sharing={sharing} />}
          </li>
        ))}
      </ol>
    </article>
  );
}

const fullClauses = [
  'parties',
  'purpose',
  'not-for',
  'data',
  'at-owner',
  'protection',
  'rights',
  'advice',
  'period',
  'stop',
  'change',
  'incident',
  'end',
] as const;
const shortClauses = ['purpose', 'not-for', 'data', 'advice', 'period', 'end'] as const;

/** What is filled in: names, dates and the smallest count that is shown. */
function useFilling(edition: Edition, { parties, frame, plan }: SharingView) {
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const nameAll = (organisations: readonly string[]) =>
    formatList(
      organisations.map((organisation) => local(nameOf(organisation))),
      language,
    );
  const date = (day: string | null) => (day === null ? '…' : formatDate(day, language));
  const owners = [...new Set(plan.map(({ owner }) => owner))];
  return {
    edition: local(edition.title),
    parties: nameAll(parties.map(({ organisation }) => organisation)),
    owners: owners.length === 0 ? '…' : nameAll(owners),
    purpose: frame.purpose === null ? '…' : local(frame.purpose),
    from: date(frame.from),
    to: date(frame.to),
    review: date(frame.review),
    count: minimumCountOf(parties),
  };
}

function NotFor({ sharing: { frame } }: { sharing: SharingView }) {
  const local = useLocal();
  return (
    <ul>
      {frame.excluded.map((one) => (
        <li key={one.nl}>
          <mark className="filled">{local(one)}</mark>
        </li>
      ))}
    </ul>
  );
}
