import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import type { ProcessingOperation } from '@datalab/server/modules/processing/processing.contract.ts';
import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { formatDate, formatNumber, formatTime } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { processingTexts } from '../../i18n/processing.ts';
import { Chip } from '../../ui/chip.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { editionsQuery } from '../editions/edition.ts';
import './operations.css';

interface Names {
  readonly dataSets: readonly { readonly id: string; readonly name: LocalText }[];
  readonly editions: readonly { readonly slug: string; readonly title: LocalText }[];
}

/** What was done, under its day. */
export function Operations({ operations }: { operations: readonly ProcessingOperation[] }) {
  const { language } = useLanguage();
  const dataSets = useQuery(apiQuery(catalogueRoutes.listDataSets, {})).data;
  const editions = useQuery(editionsQuery).data;
  if (dataSets === undefined || editions === undefined) return <Skeleton lines={8} />;
  const days = [...Map.groupBy(operations, ({ endedAt }) => formatDate(endedAt, language))];
  return days.map(([day, ofDay]) => (
    <section key={day} className="stack stack-tight">
      <Heading2>{day}</Heading2>
      <ol className="plain-list operations">
        {ofDay.map((operation) => (
          <OperationLine key={operation.id} operation={operation} names={{ dataSets, editions }} />
        ))}
      </ol>
    </section>
  ));
}

function OperationLine({
  operation,
  names: { dataSets, editions },
}: {
  operation: ProcessingOperation;
  names: Names;
}) {
  const t = useTexts(processingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { kind, versions, startedAt, endedAt, status, edition, persons } = operation;
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  const nameOf = (id: string) => {
    const found = dataSets.find((one) => one.id === id);
    return found === undefined ? id : local(found.name);
  };
  const title = editions.find(({ slug }) => slug === edition)?.title;
  return (
    <li className="operation">
      <time className="soft" dateTime={endedAt}>
        {formatTime(endedAt, language)}
      </time>
      <div>
        <p>
          <strong>{t(`kind.${kind}`)}</strong>{' '}
          {status === 'Unset' ? null : (
            <Chip tone={status === 'Error' ? 'red' : 'quiet'}>{t(`status.${status}`)}</Chip>
          )}
        </p>
        <p>{[...new Set(versions.map(({ dataSet }) => nameOf(dataSet)))].join(', ')}</p>
        <p className="small soft">
          <TextLink to="/editions/$edition" params={{ edition }}>
            {title === undefined ? edition : local(title)}
          </TextLink>
          {seconds > 0 ? ` · ${t('seconds', { n: seconds })}` : null}
          {persons === null ? null : ` · ${t('persons', { n: formatNumber(persons, language) })}`}
        </p>
      </div>
    </li>
  );
}
