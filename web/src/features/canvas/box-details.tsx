import { boxesAgreedElsewhere, type CanvasBox } from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Alert } from '../../ui/alert.tsx';
import { TextLink } from '../../ui/link.tsx';
import { AgreedText } from './agreed-text.tsx';
import { CompetingTexts } from './competing-texts.tsx';
import { FromEdition } from './from-edition.tsx';
import { Comments, Contributions } from './notes.tsx';
import { Versions } from './versions.tsx';

/** A box opened: what is agreed, what each person wrote, what was said about it and how it came about. */
export function BoxDetails({ edition, box }: { edition: Edition; box: CanvasBox }) {
  const t = useTexts(canvasTexts);
  const locked = box.key === 'questions' && edition.questionListLocked;
  const isElsewhere = boxesAgreedElsewhere.includes(box.key);
  return (
    <div className="stack canvas-details">
      <p className="soft">{t(`ask.${box.key}`)}</p>
      <FromEdition edition={edition} box={box.key} whole />
      {isElsewhere ? (
        <p>
          {t('agreedElsewhere')}{' '}
          <TextLink to="/editions/$edition/$step" params={{ edition: edition.slug, step: 'prioritise' }}>
            {t('toStepOne')}
          </TextLink>
        </p>
      ) : (
        <>
          <AgreedText edition={edition} box={box} />
          <CompetingTexts edition={edition.slug} box={box} />
        </>
      )}
      {locked ? <Alert type="info">{t('questionsLocked')}</Alert> : null}
      <Contributions edition={edition.slug} box={box} locked={locked} />
      <Comments edition={edition.slug} box={box} locked={locked} />
      {box.versions === 0 ? null : <Versions edition={edition} box={box} />}
    </div>
  );
}
