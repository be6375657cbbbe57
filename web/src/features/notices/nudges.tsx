import type { Blocker } from '@datalab/server/modules/editions/editions.contract.ts';
import { blockerKey, type Nudge, noticesRoutes } from '@datalab/server/modules/notices/notices.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { formatAgo, formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { noticesTexts } from '../../i18n/notices.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

const dayMs = 24 * 60 * 60_000;

/** When a reminder was sent, and the button to send one, for the leader of the edition. */
export function NudgeLine({ edition, blocker }: { edition: string; blocker: Blocker }) {
  const t = useTexts(noticesTexts);
  const { language } = useLanguage();
  const me = usePerson();
  const toast = useToast();
  const query = useQuery(apiQuery(noticesRoutes.listNudges, { params: { edition } }));
  const key = blockerKey(blocker);
  const last = query.data?.nudges.find((nudge) => nudge.blocker === key);
  const others = blocker.who.persons.filter(({ id }) => id !== me?.id).map(({ name }) => name);
  const who = formatList(others, language);
  const send = useApiChange(noticesRoutes.nudge, () => toast({ text: t('nudgeSent', { who }) }));
  const mayNudge = query.data?.may.nudge === true && others.length > 0 && !isOfToday(last);
  if (last === undefined && !mayNudge) return null;
  return (
    <div className="nudge">
      {last === undefined ? null : <NudgeWords nudge={last} />}
      {mayNudge ? (
        <ActionButton
          look="subtle"
          busy={send.isPending}
          about={t('nudgeAbout', { who })}
          onClick={() => send.mutate({ params: { edition }, body: { blocker: key } })}
        >
          {t('nudgeDo')}
        </ActionButton>
      ) : null}
      <ProblemAlert error={send.error} />
    </div>
  );
}

/** For the person it was asked of. */
export function useMyNudges(): (
  edition: string,
  blocker: Pick<Blocker, 'code' | 'params' | 'who'>,
) => string[] {
  const t = useTexts(noticesTexts);
  const { language } = useLanguage();
  const nudges = useQuery(apiQuery(noticesRoutes.listMyNudges, {})).data ?? [];
  return (edition, blocker) => {
    const key = blockerKey(blocker);
    const last = nudges.find((nudge) => nudge.edition === edition && nudge.blocker === key);
    if (last === undefined) return [];
    return [t('nudgedYou', { name: last.by, ago: formatAgo(last.at, new Date(), language) })];
  };
}

function NudgeWords({ nudge }: { nudge: Nudge }) {
  const t = useTexts(noticesTexts);
  const { language } = useLanguage();
  const ago = formatAgo(nudge.at, new Date(), language);
  return <p className="small soft">{t('nudged', { ago, name: nudge.by })}</p>;
}

function isOfToday(nudge: Nudge | undefined): boolean {
  return nudge !== undefined && Date.now() - Date.parse(nudge.at) < dayMs;
}
