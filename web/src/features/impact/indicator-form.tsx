import { impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { formatMonth } from '../../i18n/format.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useLanguage, useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { TickList } from '../../ui/tick-list.tsx';
import { QuestionProblem } from '../figures/question-problem.tsx';
import { areasOf, type Choices, choicesQuery, monthsUntil } from './choices.ts';

interface FormProps {
  readonly edition: string;
  /** The solution or goal it is started for; the user can still choose another. */
  readonly goal: string | null;
  onDone(): void;
}

const monthsBack = 48;

/** What is measured, where and from when; measuring happens at once. */
export function IndicatorForm({ edition, goal, onDone }: FormProps) {
  const t = useTexts(impactTexts);
  const choices = useQuery(choicesQuery(edition));
  return (
    <Loaded query={choices}>
      {(loaded) =>
        loaded.measurable.length === 0 ? (
          <p>{t('formNoQuery')}</p>
        ) : (
          <Fields edition={edition} goal={goal} choices={loaded} onDone={onDone} />
        )
      }
    </Loaded>
  );
}

function Fields({ edition, goal, choices, onDone }: FormProps & { readonly choices: Choices }) {
  const t = useTexts(impactTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const person = usePerson();
  const { measurable, about, owners } = choices;
  const months = monthsUntil(new Date(), monthsBack);
  const name = useDraft(`impact.name.${goal ?? edition}`, '');
  const [belongsTo, setBelongsTo] = useState(goal ?? about[0]?.id ?? '');
  const [query, setQuery] = useState('0');
  const [start, setStart] = useState(months[0] ?? '');
  const [direction, setDirection] = useState<'down' | 'up'>('down');
  const [target, setTarget] = useState('');
  const [areas, setAreas] = useState<readonly string[]>([]);
  const [comparison, setComparison] = useState<readonly string[]>([]);
  const [owner, setOwner] = useState(person?.id ?? owners[0]?.id ?? '');
  const [tried, setTried] = useState(false);
  const add = useApiChange(impactRoutes.addIndicator, () => {
    name.clear();
    onDone();
  });
  const chosen = measurable[Number(query)];
  const available = areasOf(choices, chosen);
  const subject = about.find(({ id }) => id === belongsTo);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.value.trim() === '' || chosen === undefined || subject === undefined) return;
    const { analysis, view, measure } = chosen;
    add.mutate({
      params: { edition },
      body: {
        name: written(name.value),
        analysis,
        view,
        measure,
        direction,
        start,
        owner,
        about: { kind: subject.kind, id: subject.id },
        areas: [...areas],
        comparison: [...comparison],
        target: target === '' ? null : Number(target),
      },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('formName')}
        hint={t('formNameHint')}
        maxLength={200}
        value={name.value}
        error={tried && name.value.trim() === '' ? ui('fieldNeeded') : undefined}
        onChange={name.change}
      />
      <SelectField
        label={t('formAbout')}
        value={belongsTo}
        onChange={setBelongsTo}
        options={about.map(({ id, kind, title }) => ({
          value: id,
          label: `${t(kind === 'solution' ? 'forSolution' : 'forGoal')} ${local(title)}`,
        }))}
      />
      <SelectField
        label={t('formQuery')}
        hint={
          chosen?.insteadOfPersons ? `${t('formQueryHint')} ${t('formInsteadOfPeople')}` : t('formQueryHint')
        }
        value={query}
        onChange={setQuery}
        options={measurable.map(({ title, label }, position) => ({
          value: String(position),
          label: `${local(title)} (${local(label)})`,
        }))}
      />
      <SelectField
        label={t('formStart')}
        hint={t('formStartHint')}
        value={start}
        onChange={setStart}
        options={months.map((month) => ({ value: month, label: formatMonth(month, language) }))}
      />
      <SelectField
        label={t('formDirection')}
        value={direction}
        onChange={(value) => setDirection(value === 'up' ? 'up' : 'down')}
        options={(['down', 'up'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <TextField type="number" label={t('formTarget')} optional value={target} onChange={setTarget} />
      {available.length === 0 ? null : (
        <Areas
          available={available}
          areas={areas}
          comparison={comparison}
          setAreas={setAreas}
          setComparison={setComparison}
        />
      )}
      <SelectField
        label={t('formOwner')}
        value={owner}
        onChange={setOwner}
        options={owners.map(({ id, name: label }) => ({ value: id, label }))}
      />
      <QuestionProblem edition={edition} error={add.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={add.isPending}>
          {t('formSave')}
        </ActionButton>
      </div>
    </form>
  );
}

interface AreasProps {
  readonly available: ReturnType<typeof areasOf>;
  readonly areas: readonly string[];
  readonly comparison: readonly string[];
  setAreas(codes: readonly string[]): void;
  setComparison(codes: readonly string[]): void;
}

/** Where it was done and where not: what is in one list is not offered in the other. */
function Areas({ available, areas, comparison, setAreas, setComparison }: AreasProps) {
  const t = useTexts(impactTexts);
  const optionsWithout = (taken: readonly string[]) =>
    available
      .filter(({ code }) => !taken.includes(code))
      .map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <details>
        <summary>{t('formAreas')}</summary>
        <p className="small soft">{t('formAreasHint')}</p>
        <div className="impact-areas">
          <TickList
            legend={t('formAreas')}
            options={optionsWithout(comparison)}
            chosen={areas}
            onChange={setAreas}
          />
        </div>
      </details>
      {areas.length === 0 ? null : (
        <details>
          <summary>{t('formComparison')}</summary>
          <p className="small soft">{t('formComparisonHint')}</p>
          <div className="impact-areas">
            <TickList
              legend={t('formComparison')}
              options={optionsWithout(areas)}
              chosen={comparison}
              onChange={setComparison}
            />
          </div>
        </details>
      )}
    </>
  );
}
