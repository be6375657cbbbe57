import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { useSince } from '../../ui/since.ts';
import { WaitingList } from '../../ui/waiting-list.tsx';
import { listWaits } from './sharing.ts';

const namesShown = 2;

/** Who is waited for, for what, and since when. */
export function Waits({ sharing }: { sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf, colourOf } = useOrganisations();
  const sayFrom = useSince();
  const me = usePerson()?.id;
  const waits = listWaits(sharing);
  if (waits.length === 0) return null;
  return (
    <WaitingList
      items={waits.map(({ organisation, task, since, n, persons }) => {
        const name = local(nameOf(organisation));
        const isMine = persons.some(({ id }) => id === me);
        const names = persons.slice(0, namesShown).map((person) => person.name);
        const who = isMine ? ui('you') : names.length > 0 ? formatList(names, language, 'disjunction') : name;
        return {
          key: `${organisation} ${task}`,
          name,
          colour: colourOf(organisation),
          sentence: t(`waits.${task}`, { who, n }),
          detail: [name, sayFrom(since)].join(' · '),
        };
      })}
    />
  );
}
