import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { BoxKey } from '@datalab/server/modules/canvas/boxes.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useOrganisations } from '../../app/session.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Chip } from '../../ui/chip.tsx';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { Piece } from '../../ui/piece.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { questionsQuery } from '../questions/questions.tsx';

const shownMax = 5;

interface FromEditionProps {
  readonly edition: Edition;
  readonly box: BoxKey;
  /** Everything, not the first few. */
  readonly whole?: boolean;
}

/** What a box holds that is agreed elsewhere in the edition: its goals, its questions, its data sets. */
export function FromEdition({ edition, box, whole = false }: FromEditionProps) {
  switch (box) {
    case 'goals':
      return <Goals edition={edition} whole={whole} />;
    case 'questions':
      return <Questions edition={edition} whole={whole} />;
    case 'data':
      return <DataSets edition={edition} />;
    default:
      return null;
  }
}

type PartProps = Pick<FromEditionProps, 'edition' | 'whole'>;

function Goals({ edition, whole = false }: PartProps) {
  const local = useLocal();
  const t = useTexts(editionsTexts);
  const { colourOf, nameOf } = useOrganisations();
  const goals = whole ? edition.goals : edition.goals.slice(0, shownMax);
  return (
    <>
      <ul className="canvas-lines">
        {goals.map((goal) => (
          <li key={goal.id}>
            {goal.organisation === null ? null : (
              <Piece
                colour={colourOf(goal.organisation)}
                name={local(nameOf(goal.organisation))}
                size="small"
              />
            )}{' '}
            {local(goal.text)} <OlderMark text={goal.text} />
            {whole && goal.successCriterion !== null ? (
              <p className="small soft">
                {t('goalCriterion', { text: local(goal.successCriterion) })}{' '}
                <OlderMark text={goal.successCriterion} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <More hidden={edition.goals.length - goals.length} />
    </>
  );
}

function Questions({ edition, whole = false }: PartProps) {
  const query = useQuery(questionsQuery(edition.slug));
  return (
    <Loaded query={query}>
      {({ questions }) => (
        <QuestionList questions={questions.filter(({ status }) => status !== 'dropped')} whole={whole} />
      )}
    </Loaded>
  );
}

function QuestionList({ questions, whole }: { questions: readonly Question[]; whole: boolean }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const canvas = useTexts(canvasTexts);
  const shown = whole ? questions : questions.slice(0, shownMax);
  if (questions.length === 0) return <p className="soft canvas-ask">{canvas('ask.questions')}</p>;
  return (
    <>
      <ul className="canvas-lines">
        {shown.map((question) => (
          <li key={question.id}>
            <Chip
              tone={question.rung === 'predictive' || question.rung === 'prescriptive' ? 'rust' : 'accent'}
            >
              {t(`rung.${question.rung}`)}
            </Chip>{' '}
            {local(question.text)}
          </li>
        ))}
      </ul>
      <More hidden={questions.length - shown.length} />
    </>
  );
}

function DataSets({ edition }: Pick<FromEditionProps, 'edition'>) {
  const local = useLocal();
  const { colourOf, nameOf } = useOrganisations();
  if (edition.dataSets.length === 0) return null;
  return (
    <ul className="canvas-lines">
      {edition.dataSets.map((dataSet) => (
        <li key={dataSet.id} className="organisation-name">
          <Piece colour={colourOf(dataSet.owner)} name={local(nameOf(dataSet.owner))} size="small" />
          <span>{local(dataSet.name)}</span>
        </li>
      ))}
    </ul>
  );
}

function More({ hidden }: { hidden: number }) {
  const t = useTexts(canvasTexts);
  return hidden <= 0 ? null : <p className="small soft">{t('andMore', { n: hidden })}</p>;
}
