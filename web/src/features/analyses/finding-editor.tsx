import { type Analysis, analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { otherThan } from '@datalab/server/platform/http/local-text.contract.ts';
import { marksUsed } from '@datalab/server/platform/http/unbound-numbers.contract.ts';
import { type FormEvent, type SyntheticEvent, useRef } from 'react';
import { useApiChange } from '../../app/query.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import type { PickedCell } from '../../ui/charts/answer-table.tsx';
import { Segments } from '../../ui/charts/segments.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { UnboundList, type WrittenText } from '../../ui/numbers/unbound-list.tsx';
import { useDraftTexts } from '../../ui/numbers/use-draft-texts.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { shownIn } from '../../ui/typed-text.ts';
import { AnswerFigure } from '../figures/answer-figure.tsx';
import { takeFigure } from './figure-choices.ts';
import {
  figuresUsed,
  insertFigure,
  nextFigureName,
  previewFigure,
  previewStyle,
  unitOf,
} from './figures-in-text.ts';
import { FindingText } from './finding-text.tsx';
import { useConclusion } from './use-conclusion.ts';
import { useFigureChoices } from './use-figure-choices.ts';
import { viewWithoutTitle } from './view-without-title.ts';

interface FindingEditorProps {
  edition: string;
  analysis: Analysis;
  answers: readonly Answer[];
  onClose: () => void;
}

/** Writes the conclusion of an analysis; a click on a number puts it in the sentence, so that it stays computed. */
export function FindingEditor({ edition, analysis, answers, onClose }: FindingEditorProps) {
  const t = useTexts(analysesTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const other = otherThan(language);
  const { text, care, figures, elsewhere, writeFigures, writeElsewhere, clear } = useConclusion(analysis);
  const choices = useFigureChoices(answers);
  const draftTexts = useDraftTexts();
  const cursor = useRef<number | null>(null);
  const remember = ({ target }: SyntheticEvent) => {
    const isMine = target instanceof HTMLTextAreaElement && target.value === text.shown;
    if (isMine) cursor.current = target.selectionStart;
  };
  const save = useApiChange(analysesRoutes.changeAnalysis, () => {
    clear();
    toast({ text: t('saved') });
    onClose();
  });
  const pick = (view: string, cell: PickedCell) => {
    const name = nextFigureName(figures);
    const here = insertFigure(
      text.shown,
      name,
      cursor.current ?? text.shown.length,
      unitOf(cell.measure, language),
    );
    cursor.current = here.cursor;
    const there = text.typed[other];
    text.write({
      [language]: here.text,
      ...(there !== undefined && {
        [other]: insertFigure(there, name, there.length, unitOf(cell.measure, other)).text,
      }),
    });
    writeFigures([...figures, { name, view, measure: cell.measure.key, kind: 'value', where: cell.where }]);
  };
  const words = {
    nl: shownIn('nl', text.kept, text.typed),
    en: shownIn('en', text.kept, text.typed),
  };
  const caveat = { nl: shownIn('nl', care.kept, care.typed), en: shownIn('en', care.kept, care.typed) };
  const all = [words.nl, words.en, caveat.nl, caveat.en];
  const used = figuresUsed(figures, all);
  const computed = used.map((figure) => ({
    name: figure.name,
    kind: figure.kind,
    value: previewFigure(figure, answers),
    ...previewStyle(figure, answers),
  }));
  const numbersOf = (texts: readonly WrittenText[]) => (
    <UnboundList
      texts={texts}
      figures={choices}
      elsewhere={elsewhere}
      onMark={(mark) => writeElsewhere([...elsewhere, mark])}
      onUnmark={(mark) => writeElsewhere(elsewhere.filter((one) => one !== mark))}
      onTake={(key) => {
        const taken = takeFigure(figures, key);
        writeFigures(taken.figures);
        return taken.name;
      }}
    />
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    const finding =
      text.change === null
        ? null
        : {
            text: text.change,
            figures: used,
            care: care.change,
            elsewhere: marksUsed(all, elsewhere),
          };
    save.mutate({
      params: { edition, analysis: analysis.id },
      body: { question: analysis.question, views: analysis.views.map(viewWithoutTitle), finding },
    });
  };
  return (
    <form className="stack stack-wide" onSubmit={send}>
      <Card>
        <div className="stack">
          <Heading2>{t('conclusion')}</Heading2>
          <div onSelect={remember}>
            <LocalTextField
              label={t('conclusion')}
              hint={t('conclusionHint')}
              removable
              rows={3}
              draft={text}
              maxLength={2000}
            />
          </div>
          {numbersOf(draftTexts('text', text))}
          {text.change !== null && (
            <div aria-live="polite">
              <p className="small soft">{t('conclusionPreview')}</p>
              <p className="finding-editor-preview">
                <FindingText finding={{ text: words, figures: computed, elsewhere }} />
              </p>
            </div>
          )}
          {used.length > 0 && (
            <fieldset className="finding-editor-figures stack stack-tight">
              <legend>{t('figuresInSentence')}</legend>
              {used.map((figure) => (
                <div className="row" key={figure.name}>
                  <code>{`{${figure.name}}`}</code>
                  {figure.kind !== 'rows' && (
                    <Segments
                      label={t('figureAs', { name: figure.name })}
                      chosen={figure.kind}
                      onChoose={(kind) =>
                        writeFigures(
                          figures.map((item) => (item.name === figure.name ? { ...item, kind } : item)),
                        )
                      }
                      options={[
                        { key: 'value', text: t('figureValue') },
                        { key: 'share', text: t('figureShare') },
                      ]}
                    />
                  )}
                </div>
              ))}
            </fieldset>
          )}
          <LocalTextField
            label={t('care')}
            hint={t('careHint')}
            optional
            rows={2}
            draft={care}
            maxLength={2000}
          />
          {numbersOf(draftTexts('care', care))}
          <ProblemAlert error={save.error} />
          <div className="row">
            <ActionButton look="primary" type="submit" busy={save.isPending} permission={analysis.may.change}>
              {t('saveConclusion')}
            </ActionButton>
            <ActionButton
              look="subtle"
              onClick={() => {
                clear();
                onClose();
              }}
            >
              {t('cancel')}
            </ActionButton>
          </div>
        </div>
      </Card>
      <Heading3 className="visually-hidden">{t('conclusionHint')}</Heading3>
      {answers.map((answer) => (
        <Card key={answer.key}>
          <AnswerFigure answer={answer} openAs="table" onPick={(cell) => pick(answer.key, cell)} />
        </Card>
      ))}
    </form>
  );
}
