import type { CanvasBox } from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { Link } from '@tanstack/react-router';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { stepOf } from '../editions/edition.ts';
import { peopleOf } from './board.ts';
import { FromEdition } from './from-edition.tsx';
import { People } from './people.tsx';

const notesShown = 3;

/** A box as it lies on the board: what is agreed, or what people wrote so far. */
export function BoxCard({ edition, box }: { edition: Edition; box: CanvasBox }) {
  const t = useTexts(canvasTexts);
  const local = useLocal();
  const { key, agreed, contributions } = box;
  const isEmpty = agreed === null && contributions.length === 0;
  const isFilledElsewhere =
    (key === 'goals' && edition.goals.length > 0) || (key === 'data' && edition.dataSets.length > 0);
  return (
    <Card as="article" className="lane-note canvas-box">
      <h3 className="utrecht-heading-3">
        <Link
          className="card-link"
          to="/editions/$edition/canvas"
          params={{ edition: edition.slug }}
          search={{ box: key }}
          resetScroll={false}
        >
          {t(`box.${key}`)}
        </Link>
      </h3>
      <FromEdition edition={edition} box={key} />
      {agreed === null ? null : (
        <p className="canvas-text">
          {local(agreed.text)} <OlderMark text={agreed.text} />
        </p>
      )}
      {agreed !== null || isEmpty ? null : (
        <ul className="canvas-notes">
          {contributions.slice(0, notesShown).map((note) => (
            <li key={note.id}>
              {local(note.text)} <OlderMark text={note.text} />
            </li>
          ))}
        </ul>
      )}
      {isEmpty && !isFilledElsewhere && key !== 'questions' ? (
        <p className="soft canvas-ask">{t(`ask.${key}`)}</p>
      ) : null}
      <BoxState edition={edition} box={box} />
    </Card>
  );
}

function BoxState({ edition, box }: { edition: Edition; box: CanvasBox }) {
  const t = useTexts(canvasTexts);
  const { agreed, competing, contributions, comments } = box;
  const people = peopleOf(box);
  const facts = [
    ...(agreed === null ? [] : [t('agreedBy', { n: agreed.assents.length })]),
    ...(agreed === null || agreed.step === edition.currentStep
      ? []
      : [t('agreedIn', { n: stepOf(edition, agreed.step).number })]),
    ...(contributions.length === 0 ? [] : [t('contributions', { n: contributions.length })]),
    ...(comments.length === 0 ? [] : [t('comments', { n: comments.length })]),
  ];
  if (facts.length === 0 && competing.length === 0) return null;
  return (
    <div className="row small soft canvas-state">
      <People people={people} />
      {facts.length === 0 ? null : <span>{facts.join(' · ')}</span>}
      {competing.length === 0 ? null : <Chip tone="rust">{t('differ', { n: competing.length })}</Chip>}
    </div>
  );
}
