import { type BoxKey, canvasLanes } from '@datalab/server/modules/canvas/boxes.contract.ts';
import type { Canvas, CanvasPerson } from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { usePerson } from '../../app/session.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import '../../ui/lanes.css';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { StepBlockers } from '../editions/step-blockers.tsx';
import { BoxCard } from './box-card.tsx';
import { BoxDetails } from './box-details.tsx';
import './canvas.css';
import { People } from './people.tsx';
import { Risks } from './risks.tsx';
import { useCanvas } from './use-canvas.ts';

const laneLooks = { why: 'lane-lilac', what: 'lane-mint', how: 'lane-sand' } as const;

export function CanvasPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/canvas' });
  const { query, people, lost } = useCanvas(slug);
  return (
    <LoadedEdition slug={slug} query={query}>
      {(edition, board) => <Board edition={edition} board={board} people={people} lost={lost} />}
    </LoadedEdition>
  );
}

interface BoardProps {
  readonly edition: Edition;
  readonly board: Canvas;
  readonly people: readonly CanvasPerson[];
  readonly lost: boolean;
}

/** Requirements 36 and 37: the canvas as a board, the same one through all five steps. */
function Board({ edition, board, people, lost }: BoardProps) {
  const t = useTexts(canvasTexts);
  const local = useLocal();
  const { box: open } = useSearch({ from: '/editions/$edition/canvas' });
  const navigate = useNavigate();
  const params = { edition: edition.slug };
  const close = () => {
    if (open !== undefined) {
      void navigate({ to: '/editions/$edition/canvas', params, search: {}, resetScroll: false });
    }
  };
  const boxOf = (key: BoxKey) => board.boxes.find((box) => box.key === key);
  const opened = open === undefined ? undefined : boxOf(open);
  return (
    <div className="canvas print-alone print-poster">
      <EditionPage
        title={t('title')}
        kicker={local(edition.title)}
        lead={t('lead')}
        edition={edition}
        here={t('title')}
        actions={
          <>
            <Presence people={people} lost={lost} />
            <ActionButton onClick={() => window.print()}>{t('print')}</ActionButton>
          </>
        }
      >
        <div className="no-print">
          <StepBlockers edition={edition} step={edition.currentStep} />
        </div>
        <Risks edition={edition.slug} risks={board.risks} />
        <div className="lanes canvas-lanes">
          {canvasLanes.map((lane) => (
            <section
              className={`lane ${laneLooks[lane.key]}`}
              key={lane.key}
              aria-labelledby={`lane-${lane.key}`}
            >
              <h2 className="utrecht-heading-2" id={`lane-${lane.key}`}>
                {t(`lane.${lane.key}`)}
              </h2>
              {lane.boxes.map((key) => {
                const box = boxOf(key);
                return box === undefined ? null : <BoxCard key={key} edition={edition} box={box} />;
              })}
            </section>
          ))}
        </div>
        <p className="small soft canvas-makers">{t('makers')}</p>
      </EditionPage>
      <Dialog
        title={open === undefined ? '' : t(`box.${open}`)}
        open={opened !== undefined}
        reading
        onClose={close}
      >
        {opened === undefined ? null : <BoxDetails key={opened.key} edition={edition} box={opened} />}
      </Dialog>
    </div>
  );
}

function Presence({ people, lost }: { people: readonly CanvasPerson[]; lost: boolean }) {
  const t = useTexts(canvasTexts);
  const { language } = useLanguage();
  const me = usePerson();
  const others = people.filter(({ id }) => id !== me?.id);
  const names = formatList(
    people.map(({ name }) => name),
    language,
  );
  return (
    <div className="canvas-presence no-print" role="status">
      {lost ? (
        <Alert type="warning">{t('lost')}</Alert>
      ) : (
        <p className="row small soft">
          <People people={others} />
          {others.length === 0 ? t('hereAlone') : t('here', { n: people.length, names })}
        </p>
      )}
    </div>
  );
}
