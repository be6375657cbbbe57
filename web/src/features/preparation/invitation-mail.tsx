import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisations } from '../../app/session.ts';
import { formatDate, formatList } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InvitationForm } from './invitation-form.tsx';
import { preparationQuery } from './preparation.ts';

interface InvitationMailProps {
  readonly edition: string;
  /** Asked to take part, and not decided yet. */
  readonly organisation: string;
}

/** For the leader: the recipients of the invitation, the moment, and the form to mail it. */
export function InvitationMail({ edition, organisation }: InvitationMailProps) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const [writing, setWriting] = useState(false);
  const { data } = useQuery(preparationQuery(edition));
  if (data === undefined || !data.may.invite.allowed) return null;
  const mails = data.invitations.filter((mail) => mail.organisation === organisation);
  const name = local(nameOf(organisation));
  return (
    <div className="stack stack-tight">
      {mails.map(({ at, names }) => (
        <p className="small soft" key={at}>
          {t('invitationMailed', { date: formatDate(at, language), names: formatList(names, language) })}
        </p>
      ))}
      <div>
        <ActionButton look="subtle" about={name} onClick={() => setWriting(true)}>
          {t(mails.length === 0 ? 'invitationMail' : 'invitationMailAgain')}
        </ActionButton>
      </div>
      <Dialog
        title={t('invitationTitle', { organisation: name })}
        open={writing}
        onClose={() => setWriting(false)}
      >
        <InvitationForm edition={edition} organisation={organisation} onDone={() => setWriting(false)} />
      </Dialog>
    </div>
  );
}
