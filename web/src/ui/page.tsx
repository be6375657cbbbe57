import { useRouter, useRouterState } from '@tanstack/react-router';
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
  useHashInView();
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

/** Where a page is; the last of them is the page itself. */
export function Breadcrumbs({ links }: { links: readonly ReactNode[] }) {
  const t = useTexts(uiTexts);
  if (links.length === 0) return null;
  return (
    <nav aria-label={t('breadcrumbs')}>
      <ol className="breadcrumbs">
        {links.map((link, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the breadcrumbs of a page are fixed, position is identity
          <li key={position} aria-current={typeof link === 'string' ? 'page' : undefined}>
            {link}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/**
 * Brings the part of the page that the address names to the top, and keeps it there while what stands above it is
 * still arriving; the first thing the reader does ends that.
 */
function useHashInView(): void {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  useEffect(() => {
    const part = hash === '' ? null : document.getElementById(hash);
    if (part === null) return;
    part.focus({ preventScroll: true });
    const following = new AbortController();
    const observer = new ResizeObserver(() => part.scrollIntoView());
    observer.observe(document.body);
    following.signal.addEventListener('abort', () => observer.disconnect());
    for (const act of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
      window.addEventListener(act, () => following.abort(), { signal: following.signal, passive: true });
    }
    return () => following.abort();
  }, [hash]);
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
