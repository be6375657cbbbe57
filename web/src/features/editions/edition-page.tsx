import type { Edition, StepKey } from '@datalab/server/modules/editions/editions.contract.ts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Breadcrumbs, Page, type PageProps } from '../../ui/page.tsx';
import { LoadedPage } from '../../ui/query-state.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { editionQuery, stepAddress, useStepperSteps } from './edition.ts';

interface EditionPlace {
  readonly edition: Edition;
  /** The step this page is part of: the breadcrumbs lead back to its page. */
  readonly step?: StepKey | undefined;
  /** The page between the step and this one. */
  readonly within?: ReactNode;
  /** The name of this page as the last of the breadcrumbs; without it, this is the page of the step. */
  readonly here?: string | undefined;
}

interface EditionPageProps extends Omit<PageProps, 'breadcrumbs' | 'above'>, EditionPlace {}

/** A page inside an edition: where it is among the others, then the five steps, then the page itself. */
export function EditionPage({ edition, step, within, here, ...page }: EditionPageProps) {
  const place = { edition, step, within, here };
  return <Page {...page} breadcrumbs={useEditionBreadcrumbs(place)} above={<EditionSteps {...place} />} />;
}

/** The same top for what is an edition's and has a layout of its own. */
export function EditionTop(place: EditionPlace) {
  return (
    <div className="page-head">
      <Breadcrumbs links={useEditionBreadcrumbs(place)} />
      <EditionSteps {...place} />
    </div>
  );
}

function EditionSteps({ edition, step, here }: EditionPlace) {
  return <Stepper steps={useStepperSteps(edition)} within={step} isHere={here === undefined} compact />;
}

/** From all editions, through this one, to here. */
function useEditionBreadcrumbs({ edition, step, within, here }: EditionPlace): ReactNode[] {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const stepLink = step !== undefined && here !== undefined && (
    <TextLink key="step" to={stepAddress(edition.slug, step)}>
      {t(`step.${step}`)}
    </TextLink>
  );
  return [
    <TextLink key="editions" to="/editions">
      {t('listTitle')}
    </TextLink>,
    <TextLink key="edition" to="/editions/$edition" params={{ edition: edition.slug }}>
      {local(edition.title)}
    </TextLink>,
    stepLink,
    within,
    here ?? (step && t(`step.${step}`)),
  ].filter(Boolean);
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
