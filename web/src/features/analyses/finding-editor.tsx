import { type Analysis, analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Answer, Figure } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { LocalText, LocalTextInput } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, type SyntheticEvent, useRef, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import type { Language } from '../../i18n/translate.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import type { PickedCell } from '../../ui/charts/answer-table.tsx';
import { Segments } from '../../ui/charts/segments.tsx';
import { LongTextField } from '../../ui/field.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { AnswerFigure } from '../figures/answer-figure.tsx';
import { figuresUsed, insertFigure, nextFigureName, previewFigure } from './figures-in-text.ts';
import { FindingText } from './finding-text.tsx';

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
  const other: Language = language === 'nl' ? 'en' : 'nl';
  const { conclusion, write, clear } = useConclusion(analysis);
  const { text, care, figures } = conclusion;
  const cursor = useRef<number | null>(null);
  const remember = ({ target }: SyntheticEvent) => {
    if (target instanceof HTMLTextAreaElement) cursor.current = target.selectionStart;
  };
  const [twoLanguages] = useState(text.nl !== text.en);
  const save = useApiChange(analysesRoutes.changeAnalysis, () => {
    clear();
    toast({ text: t('saved') });
    onClose();
  });
  const change = (next: string, of: Language = language) =>
    write({ text: twoLanguages ? { ...text, [of]: next } : { nl: next, en: next } });
  const pick = (view: string, cell: PickedCell) => {
    const name = nextFigureName(figures);
    const here = insertFigure(text[language], name, cursor.current ?? text[language].length);
    cursor.current = here.cursor;
    const there = twoLanguages ? insertFigure(text[other], name, text[other].length).text : here.text;
    write({
      text: language === 'nl' ? { nl: here.text, en: there } : { nl: there, en: here.text },
      figures: [...figures, { name, view, measure: cell.measure.key, kind: 'value', where: cell.where }],
    });
  };
  const used = figuresUsed(figures, [text.nl, text.en]);
  const computed = used.map((figure) => ({
    name: figure.name,
    kind: figure.kind,
    value: previewFigure(figure, answers),
  }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    const finding =
      text[language].trim() === ''
        ? null
        : { text, figures: used, care: care[language].trim() === '' ? null : care };
    save.mutate({
      params: { edition, analysis: analysis.id },
      body: { question: analysis.question, title: analysis.title, views: analysis.views, finding },
    });
  };
  return (
    <form className="stack stack-wide" onSubmit={send}>
      <Card>
        <div className="stack">
          <Heading2>{t('conclusion')}</Heading2>
          <div onSelect={remember}>
            <LongTextField
              label={t('conclusion')}
              hint={t('conclusionHint')}
              value={text[language]}
              onChange={(next) => change(next)}
              maxLength={2000}
            />
          </div>
          {twoLanguages && (
            <LongTextField
              label={t('conclusionOther')}
              value={text[other]}
              onChange={(next) => change(next, other)}
              maxLength={2000}
            />
          )}
          {text[language].trim() !== '' && (
            <div aria-live="polite">
              <p className="small soft">{t('conclusionPreview')}</p>
              <p className="finding-editor-preview">
                <FindingText finding={{ text, figures: computed }} />
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
                        write({
                          figures: figures.map((item) =>
                            item.name === figure.name ? { ...item, kind } : item,
                          ),
                        })
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
          <LongTextField
            label={t('care')}
            hint={t('careHint')}
            optional
            rows={2}
            value={care[language]}
            onChange={(next) => write({ care: { nl: next, en: next } })}
            maxLength={2000}
          />
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

interface Conclusion {
  readonly text: LocalText;
  readonly care: LocalText;
  readonly figures: readonly Figure[];
}

/** What somebody is writing below this calculation, kept until it is saved or given up. */
function useConclusion({ id, evidence, findingInput: written }: Analysis) {
  const draft = useDraft(`conclusion.${id}.${evidence}`, '');
  const conclusion: Conclusion =
    draft.value === ''
      ? {
          text: inputToText(written?.text),
          care: inputToText(written?.care ?? undefined),
          figures: written?.figures ?? [],
        }
      : (JSON.parse(draft.value) as Conclusion);
  return {
    conclusion,
    write: (change: Partial<Conclusion>) => draft.change(JSON.stringify({ ...conclusion, ...change })),
    clear: draft.clear,
  };
}

function inputToText(input: LocalTextInput | undefined): LocalText {
  if (input === undefined) return { nl: '', en: '' };
  return typeof input === 'string' ? { nl: input, en: input } : input;
}
