import type { Blocker } from '@datalab/server/modules/editions/editions.contract.ts';
import { useOrganisations, usePerson } from '../app/session.ts';
import { whoOf } from '../features/editions/edition.ts';
import { useWhoName } from '../features/editions/who.tsx';
import { NudgeLine } from '../features/notices/nudges.tsx';
import { useLocal, useTexts } from '../i18n/language.tsx';
import { useMessage } from '../i18n/message.tsx';
import { uiTexts } from '../i18n/ui.ts';
import { useSince } from '../ui/since.ts';
import { type Waiting, WaitingList } from '../ui/waiting-list.tsx';

/** The people an edition is waiting for, for what, and since when. */
export function BlockerList({ edition, blockers }: { edition: string; blockers: readonly Blocker[] }) {
  const t = useTexts(uiTexts);
  const sayFrom = useSince();
  const local = useLocal();
  const messageOf = useMessage();
  const whoName = useWhoName();
  const person = usePerson();
  const { nameOf, colourOf } = useOrganisations();
  const items = blockers.map((blocker, position): Waiting => {
    const { organisation } = blocker.who;
    const who = whoOf(blocker, person?.id ?? null);
    const since = blocker.since === null ? [] : [sayFrom(blocker.since)];
    const place = organisation === null ? [] : [local(nameOf(organisation))];
    return {
      key: `${blocker.code} ${position}`,
      name: (who.me ? person?.name : who.names[0]) ?? whoName(blocker),
      colour: organisation === null ? null : colourOf(organisation),
      sentence: (
        <>
          <strong>{who.me ? t('youObject') : whoName(blocker)}</strong>{' '}
          {messageOf(`ask.${blocker.code}`, blocker.params)}
        </>
      ),
      detail: [...since, ...place].join(' · '),
      action: <NudgeLine edition={edition} blocker={blocker} />,
    };
  });
  if (items.length === 0) return <p className="soft">{t('waitingForNobody')}</p>;
  return <WaitingList items={items} />;
}
