import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './page.css';

export interface PageProps {
  /** The one heading of the page, also the title of the tab. */
  readonly title: string;
  /** Shown as heading instead of `title`, when parts of it are set apart. */
  readonly heading?: ReactNode;
  readonly kicker?: ReactNode;
  readonly lead?: ReactNode;
  /** Links to the pages above this one, outermost first. */
  readonly breadcrumbs?: readonly ReactNode[];
  /** Between the breadcrumbs and the heading: what stays on top of several pages. */
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({
  title,
  heading,
  kicker,
  lead,
  breadcrumbs = [],
  above,
  actions,
  children,
}: PageProps) {
  const headingRef = useTitledHeading(title);
  return (
    <div className="page-body">
      <header className="page-head">
        <Breadcrumbs links={breadcrumbs} />
        {above === undefined ? null : <div className="page-above">{above}</div>}
        {kicker === undefined ? null : <p className="page-kicker">{kicker}</p>}
        <h1 className="utrecht-heading-1 page-title" ref={headingRef} tabIndex={-1}>
          {heading ?? title}
        </h1>
        {lead === undefined ? null : <p className="page-lead">{lead}</p>}
        {actions === undefined ? null : <div className="row page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

function Breadcrumbs({ links }: { links: readonly ReactNode[] }) {
  const t = useTexts(uiTexts);
  if (links.length === 0) return null;
  return (
    <nav aria-label={t('breadcrumbs')}>
      <ol className="breadcrumbs">
        {links.map((link, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the breadcrumbs of a page are fixed, position is identity
          <li key={position}>{link}</li>
        ))}
      </ol>
    </nav>
  );
}

/** Names the tab, and after a walk inside the platform puts the reader at the heading of the new page. */
export function useTitledHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const router = useRouter();
  useEffect(() => {
    document.title = `${title} · Datalab`;
  }, [title]);
  useEffect(() => {
    const walkedHere = router.state.location.state.__TSR_index > 0;
    if (walkedHere) heading.current?.focus({ preventScroll: true });
  }, [router]);
  return heading;
}
