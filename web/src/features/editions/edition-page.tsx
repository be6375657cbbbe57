import type { Edition, StepKey } from '@datalab/server/modules/editions/editions.contract.ts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page, type PageProps } from '../../ui/page.tsx';
import { LoadedPage } from '../../ui/query-state.tsx';
import { editionQuery, stepAddress } from './edition.ts';

interface EditionPageProps extends Omit<PageProps, 'breadcrumbs'> {
  readonly edition: Edition;
  /** The step this page is part of: the breadcrumbs lead back to its page. */
  readonly step?: StepKey;
  /** The name of this page as the last of the breadcrumbs. */
  readonly here?: string;
}

/** A page inside an edition: its breadcrumbs lead from all editions, through this one, to here. */
export function EditionPage({ edition, step, here, ...page }: EditionPageProps) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const breadcrumbs = [
    <TextLink key="editions" to="/editions">
      {t('listTitle')}
    </TextLink>,
    <TextLink key="edition" to="/editions/$edition" params={{ edition: edition.slug }}>
      {local(edition.title)}
    </TextLink>,
  ];
  return (
    <Page
      {...page}
      breadcrumbs={[
        ...breadcrumbs,
        ...(step === undefined
          ? []
          : [
              <TextLink key="step" to={stepAddress(edition.slug, step)}>
                {t(`step.${step}`)}
              </TextLink>,
            ]),
        ...(here === undefined ? [] : [here]),
      ]}
    />
  );
}

interface LoadedEditionProps<Data> {
  readonly slug: string;
  /** What the page shows of the edition. */
  readonly query: UseQueryResult<Data, Error>;
  readonly lines?: number;
  readonly children: (edition: Edition, data: Data) => ReactNode;
}

/** Reads an edition beside what a page shows of it; until both are there, their place. */
export function LoadedEdition<Data>({ slug, children, ...shown }: LoadedEditionProps<Data>) {
  const edition = useQuery(editionQuery(slug));
  return (
    <LoadedPage query={edition}>
      {(loaded) => <LoadedPage {...shown}>{(data) => children(loaded, data)}</LoadedPage>}
    </LoadedPage>
  );
}
