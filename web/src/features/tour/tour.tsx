import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { usePerson } from '../../app/session.ts';
import { useTexts } from '../../i18n/language.tsx';
import { tourTexts } from '../../i18n/tour.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import './tour.css';
import { tourOf } from './tours.ts';

/** A few stops in the demo for the kind of user one is; not modal, so that everything can be tried at each of them. */
export function Tour({ onClose }: { onClose: () => void }) {
  const person = usePerson();
  if (person === null) return null;
  return <Stops key={person.id} roles={person.roles} onClose={onClose} />;
}

function Stops({ roles, onClose }: { roles: readonly string[]; onClose: () => void }) {
  const t = useTexts(tourTexts);
  const { role, stops } = tourOf(roles);
  const [at, goTo] = useStop(`datalab.tour.${role}`, stops.length);
  const navigate = useNavigate();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const region = useFocusOnOpening();
  const stop = stops[at];
  if (stop === undefined) return null;
  const visit = (position: number) => {
    goTo(position);
    const to: string | undefined = stops[position]?.path;
    if (to !== undefined) void navigate({ to });
  };
  const isLast = at === stops.length - 1;
  const finish = () => {
    goTo(0);
    onClose();
  };
  return (
    <section className="tour no-print" aria-labelledby="tour-title" ref={region} tabIndex={-1}>
      <p className="small soft tour-where">
        {t('title')} · {t('stop', { n: at + 1, total: stops.length })}
      </p>
      <div aria-live="polite">
        <h2 className="utrecht-heading-3" id="tour-title">
          {t(`stop.${stop.key}.title`)}
        </h2>
        <p>{t(`stop.${stop.key}.text`)}</p>
      </div>
      <div className="row">
        {here === stop.path ? null : (
          <ActionButton look="primary" onClick={() => visit(at)}>
            {t('go')}
          </ActionButton>
        )}
        {at === 0 ? null : <ActionButton onClick={() => visit(at - 1)}>{t('previous')}</ActionButton>}
        {here === stop.path ? (
          <ActionButton look="primary" onClick={() => (isLast ? finish() : visit(at + 1))}>
            {t(isLast ? 'end' : 'next')}
          </ActionButton>
        ) : null}
        <ActionButton look="subtle" about={t('title')} onClick={onClose}>
          {t('close')}
        </ActionButton>
      </div>
    </section>
  );
}

/** Kept in the browser, so that who closes the tour takes it up where it was left. */
function useStop(storageKey: string, count: number): readonly [number, (position: number) => void] {
  const [at, setAt] = useState(() => {
    const kept = Number(sessionStorage.getItem(storageKey) ?? 0);
    return Number.isInteger(kept) && kept >= 0 && kept < count ? kept : 0;
  });
  const goTo = (position: number) => {
    sessionStorage.setItem(storageKey, String(position));
    setAt(position);
  };
  return [at, goTo];
}

function useFocusOnOpening() {
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus({ preventScroll: true }), []);
  return region;
}
