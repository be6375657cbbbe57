import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  type Solution,
  type SolutionBoard,
  solutionsRoutes,
  type Task,
} from '@datalab/server/modules/solutions/solutions.contract.ts';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { solutionsTexts } from '../../i18n/solutions.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { downloadText, titleToFileName } from '../../ui/charts/download.ts';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { dayToCalendar } from './calendar.ts';
import { TaskForm } from './task-form.tsx';

interface TasksProps {
  readonly edition: Edition;
  readonly board: SolutionBoard;
  readonly solution: Solution;
}

/** What each organisation does from its own role. */
export function Tasks({ edition, board, solution }: TasksProps) {
  const t = useTexts(solutionsTexts);
  const [adding, setAdding] = useState(false);
  const groups = [...Map.groupBy(solution.tasks, ({ organisation }) => organisation)];
  return (
    <>
      {groups.length === 0 ? <p className="soft">{t('tasksNone')}</p> : null}
      {groups.map(([organisation, tasks]) => (
        <Card key={organisation} className="lane-note">
          <h3 className="utrecht-heading-3">
            <OrganisationName slug={organisation} />
          </h3>
          <ul className="lane-list">
            {tasks.map((task) => (
              <TaskLine key={task.id} edition={edition} solution={solution} task={task} />
            ))}
          </ul>
        </Card>
      ))}
      {solution.state === 'realising' ? (
        <div>
          <ActionButton permission={solution.may.addTask} onClick={() => setAdding(true)}>
            {t('taskAdd')}
          </ActionButton>
        </div>
      ) : null}
      <Dialog title={t('taskAdd')} open={adding} onClose={() => setAdding(false)}>
        <TaskForm edition={edition.slug} board={board} solution={solution} onDone={() => setAdding(false)} />
      </Dialog>
    </>
  );
}

function TaskLine({ edition, solution, task }: Omit<TasksProps, 'board'> & { task: Task }) {
  const t = useTexts(solutionsTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const finish = useApiChange(solutionsRoutes.finishTask);
  const reopen = useApiChange(solutionsRoutes.reopenTask);
  const done = task.doneAt !== null;
  const text = local(task.text);
  const place = { params: { edition: edition.slug, solution: solution.id, task: task.id } };
  const keepDay = () => {
    const event = {
      id: task.id,
      day: task.due,
      title: text,
      details: `${local(solution.title)} · ${local(edition.title)}`,
      address: window.location.href,
    };
    downloadText(titleToFileName(text, 'ics'), 'text/calendar', dayToCalendar(event, new Date()));
  };
  return (
    <li className="lane-note">
      <p>
        {done ? <Chip tone="green">{t('taskDone')}</Chip> : null} {text}
      </p>
      <p className="small soft">
        {t('ownerDue', { name: task.owner.name, date: formatDate(task.due, language) })}
      </p>
      <div className="row">
        {task.may.finish.allowed ? (
          <ActionButton
            look={done ? 'subtle' : 'secondary'}
            about={text}
            busy={finish.isPending || reopen.isPending}
            onClick={() => (done ? reopen : finish).mutate(place)}
          >
            {t(done ? 'taskReopen' : 'taskFinish')}
          </ActionButton>
        ) : null}
        {done ? null : (
          <ActionButton look="subtle" about={text} onClick={keepDay}>
            {t('toCalendar')}
          </ActionButton>
        )}
      </div>
      <ProblemAlert error={finish.error ?? reopen.error} />
    </li>
  );
}
