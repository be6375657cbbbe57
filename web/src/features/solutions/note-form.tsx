import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  type CitedFigure,
  type InsightWall,
  insightsRoutes,
} from '@datalab/server/modules/solutions/insights.contract.ts';
import { type ElsewhereMark, marksUsed } from '@datalab/server/platform/http/unbound-numbers.contract.ts';
import { type FormEvent, useState } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useDraft, useListDraft } from '../../app/use-draft.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { leavingTexts } from '../../i18n/leaving.ts';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { UnboundList } from '../../ui/numbers/unbound-list.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { takeCited, useCitedChoices } from './cited-figures.ts';

interface NoteFormProps {
  readonly edition: Edition;
  readonly wall: InsightWall;
  onDone(): void;
}

/** What somebody makes of the findings, for one goal, with what it rests on. */
export function NoteForm({ edition, wall, onDone }: NoteFormProps) {
  const t = useTexts(solutionsTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const leaving = useTexts(leavingTexts);
  const charts = useTexts(chartTexts);
  const local = useLocal();
  const text = useDraft(`insight.${edition.slug}`, '');
  const [goal, setGoal] = useState(edition.goals[0]?.id ?? '');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [figures, writeFigures, clearFigures] = useListDraft<CitedFigure>(`insight.${edition.slug}.figures`);
  const [elsewhere, writeElsewhere, clearElsewhere] = useListDraft<ElsewhereMark>(
    `insight.${edition.slug}.elsewhere`,
  );
  const [tried, setTried] = useState(false);
  const choices = useCitedChoices(wall.citable.filter(({ id }) => chosen.includes(id)));
  const note = useApiChange(insightsRoutes.noteInsight, () => {
    for (const clear of [text.clear, clearFigures, clearElsewhere]) clear();
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.value.trim() === '' || chosen.length === 0) return;
    const evidence = wall.citable
      .filter(({ id }) => chosen.includes(id))
      .map(({ kind, id }) => ({ kind, id }));
    note.mutate({
      params: { edition: edition.slug },
      body: {
        goal,
        text: written(text.value),
        evidence,
        figures: figures.filter(({ name }) => text.value.includes(`{${name}}`)),
        elsewhere: marksUsed([text.value], elsewhere),
      },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('noteText')}
        hint={t('noteTextHint')}
        rows={2}
        maxLength={2000}
        value={text.value}
        error={tried && text.value.trim() === '' ? ui('fieldNeeded') : undefined}
        onChange={text.change}
      />
      <UnboundList
        texts={[{ key: 'text', text: text.value, write: text.change }]}
        figures={choices}
        noFigures={charts('noFiguresChosen')}
        elsewhere={elsewhere}
        onMark={(mark) => writeElsewhere([...elsewhere, mark])}
        onUnmark={(mark) => writeElsewhere(elsewhere.filter((one) => one !== mark))}
        onTake={(key) => {
          const taken = takeCited(figures, key);
          writeFigures(taken.figures);
          return taken.name;
        }}
      />
      <SelectField
        label={t('noteGoal')}
        value={goal}
        onChange={setGoal}
        options={edition.goals.map((option) => ({ value: option.id, label: local(option.text) }))}
      />
      <TickList
        legend={t('noteEvidence')}
        chosen={chosen}
        error={tried && chosen.length === 0 ? t('noteEvidenceNeeded') : undefined}
        onChange={setChosen}
        options={wall.citable.map((one) => ({
          value: one.id,
          label: local(one.title),
          hint:
            one.kind === 'question' ? (
              t('knownAlready')
            ) : (
              <>
                <OrganisationPieces slugs={one.organisations} />{' '}
                {one.kind === 'finding' ? leaving('finding') : null}
              </>
            ),
        }))}
      />
      <ProblemAlert error={note.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={note.isPending}>
          {t('noteSave')}
        </ActionButton>
      </div>
    </form>
  );
}
