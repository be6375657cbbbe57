import { type CanvasBox, canvasRoutes } from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery } from '../../app/query.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { Chip } from '../../ui/chip.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { stepOf } from '../editions/edition.ts';

interface VersionsProps {
  readonly edition: Edition;
  readonly box: CanvasBox;
}

/** How the agreed text came about; read when somebody wants to see it. */
export function Versions({ edition, box }: VersionsProps) {
  const t = useTexts(canvasTexts);
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('versionsTitle', { n: box.versions })}</summary>
      {open ? <VersionList key={box.revision} edition={edition} box={box} /> : null}
    </details>
  );
}

function VersionList({ edition, box }: VersionsProps) {
  const t = useTexts(canvasTexts);
  const { language } = useLanguage();
  const params = { edition: edition.slug, box: box.key };
  const query = useQuery({ ...apiQuery(canvasRoutes.getBoxHistory, { params }), staleTime: 0 });
  return (
    <Loaded query={query}>
      {(versions) => (
        <ol className="plain-list stack stack-tight canvas-versions">
          {versions.map(({ number, text, by, at, step, state }) => (
            <li key={number}>
              <p className="row small soft">
                <Chip tone={state === 'agreed' || state === 'taken' ? 'green' : 'quiet'}>
                  {t(`state.${state}`)}
                </Chip>
                {t('versionBy', {
                  n: number,
                  name: by.name,
                  date: formatDate(at, language),
                  step: stepOf(edition, step).number,
                })}
              </p>
              <LocalTextView className="canvas-text" text={text} />
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}
