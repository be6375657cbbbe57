import type { Incident } from '@datalab/server/modules/incidents/incidents.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { formatDate, formatNumber, formatTime } from '../../i18n/format.ts';
import { incidentsTexts } from '../../i18n/incidents.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { useToast } from '../../ui/toast.tsx';
import './incidents.css';

/** Letters filled with what is known; what only a person can say stands between brackets. */
export function Letters({ incident }: { incident: Incident }) {
  const t = useTexts(incidentsTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const { facts, decisions, notes, organisation, tellBefore } = incident;
  const momentOf = (at: string | null) =>
    at === null ? t('unknown') : `${formatDate(at, language)}, ${formatTime(at, language)}`;
  const risk = decisions.find(({ kind }) => kind === 'risk')?.outcome;
  const values = {
    organisation: local(nameOf(organisation)),
    title: facts.title,
    what: facts.what,
    kinds: facts.kinds.map((kind) => t(`kind.${kind}`)).join('; '),
    discovered: momentOf(facts.discoveredAt),
    from: momentOf(facts.from),
    before: momentOf(tellBefore),
    persons: facts.persons === null ? t('unknown') : formatNumber(facts.persons, language),
    risk: risk === undefined ? t('unknown') : t(`outcome.${risk}`),
    notes: notes.length === 0 ? t('nothingYet') : notes.map(({ text }) => text).join(' '),
  };
  const letters = [
    { key: 'authority', text: t('letterAuthority', values) },
    { key: 'partners', text: t('letterPartners', values) },
    { key: 'people', text: t('letterPeople', values) },
  ] as const;
  return (
    <section className="stack" aria-labelledby="letters">
      <Heading2 id="letters">{t('letters')}</Heading2>
      <p className="soft">{t('lettersLead')}</p>
      {letters.map(({ key, text }) => (
        <Collapsible key={key} title={t(`letter.${key}`)} level={3}>
          <p className="letter">{text}</p>
          <CopyLetter name={t(`letter.${key}`)} text={text} />
        </Collapsible>
      ))}
    </section>
  );
}

function CopyLetter({ name, text }: { name: string; text: string }) {
  const t = useTexts(incidentsTexts);
  const toast = useToast();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => toast({ text: t('copied') }),
      () => toast({ text: t('copyFailed') }),
    );
  };
  return (
    <div className="no-print">
      <ActionButton look="subtle" about={`: ${name}`} onClick={copy}>
        {t('copy')}
      </ActionButton>
    </div>
  );
}
