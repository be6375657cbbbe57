import {
  type Edition,
  editionsRoutes,
  type Participation,
} from '@datalab/server/modules/editions/editions.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../app/decision-form.tsx';
import { OrganisationName } from '../app/organisation-pieces.tsx';
import { useApiChange } from '../app/query.ts';
import { useOrganisations } from '../app/session.ts';
import { participationAnchor } from '../features/editions/edition.ts';
import { LeaveForm } from '../features/editions/leave-form.tsx';
import { PickAndAdd } from '../features/editions/pick-and-add.tsx';
import { InvitationMail } from '../features/preparation/invitation-mail.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../i18n/language.tsx';
import { leavingTexts } from '../i18n/leaving.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Card } from '../ui/card.tsx';
import { Chip } from '../ui/chip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

const decisions = {
  invited: { text: 'participationInvited', tone: 'rust' },
  in: { text: 'participationIn', tone: 'green' },
  out: { text: 'participationOut', tone: 'quiet' },
} as const;

/** The organisations that were invited, those that take part, and why. */
export function Participations({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  return (
    <Card className="lane-note">
      <h3 className="utrecht-heading-3" id="taking-part" tabIndex={-1}>
        {t('participation')}
      </h3>
      <ul className="lane-list">
        {edition.participations.map((participation) => (
          <ParticipationNote
            key={participation.organisation}
            edition={edition}
            participation={participation}
          />
        ))}
      </ul>
      {edition.may.invite.allowed ? <Invite edition={edition} /> : null}
    </Card>
  );
}

function ParticipationNote({ edition, participation }: { edition: Edition; participation: Participation }) {
  const t = useTexts(editionsTexts);
  const { language } = useLanguage();
  const [deciding, setDeciding] = useState(false);
  const leaving = useTexts(leavingTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const decide = useApiChange(editionsRoutes.decideParticipation, () => setDeciding(false));
  const { decision, decidedAt, decidedBy, organisation, reason } = participation;
  const shown = decisions[decision];
  return (
    <li className="lane-note" id={participationAnchor(organisation)} tabIndex={-1}>
      <div className="row row-between">
        <OrganisationName slug={organisation} />
        <Chip tone={shown.tone}>{t(shown.text)}</Chip>
      </div>
      {reason === null ? null : <p className="small">{reason}</p>}
      {decidedAt === null || decidedBy === null ? null : (
        <p className="small soft">
          {t('participationDecided', { name: decidedBy, date: formatDate(decidedAt, language) })}
        </p>
      )}
      {decision === 'invited' ? <InvitationMail edition={edition.slug} organisation={organisation} /> : null}
      {participation.may.decide.allowed ? (
        <ActionButton
          look={decision === 'invited' ? 'primary' : 'subtle'}
          about={local(nameOf(organisation))}
          onClick={() => setDeciding(true)}
        >
          {decision === 'invited' ? t('participationDecide') : leaving('open')}
        </ActionButton>
      ) : null}
      <Dialog
        title={leaving('title')}
        open={deciding && decision === 'in'}
        reading
        onClose={() => setDeciding(false)}
      >
        <LeaveForm edition={edition} organisation={organisation} />
      </Dialog>
      <Dialog
        title={t('participation')}
        open={deciding && decision !== 'in'}
        onClose={() => setDeciding(false)}
      >
        <DecisionForm
          draftKey={`participation.${edition.slug}.${organisation}`}
          reasonLabel={t('participationReasonOf', { organisation: nameOf(organisation) })}
          choices={[
            { value: 'in', label: t('participationYes'), primary: true },
            { value: 'out', label: t('participationNo') },
          ]}
          permission={participation.may.decide}
          busy={decide.isPending}
          onDecide={(choice, why) =>
            decide.mutate({
              params: { edition: edition.slug, organisation },
              body: { decision: choice, reason: why },
            })
          }
        />
        <ProblemAlert error={decide.error} />
      </Dialog>
    </li>
  );
}

function Invite({ edition }: { edition: Edition }) {
  const t = useTexts(editionsTexts);
  const local = useLocal();
  const { all } = useOrganisations();
  const invite = useApiChange(editionsRoutes.inviteOrganisation);
  const invited = new Set(edition.participations.map(({ organisation }) => organisation));
  const options = all
    .filter(({ slug }) => !invited.has(slug))
    .map(({ slug, name }) => ({ value: slug, label: local(name) }));
  if (options.length === 0) return <p className="small soft">{t('inviteNobody')}</p>;
  return (
    <PickAndAdd
      label={t('inviteWho')}
      action={t('invite')}
      options={options}
      busy={invite.isPending}
      error={invite.error}
      onAdd={(organisation) => invite.mutate({ params: { edition: edition.slug }, body: { organisation } })}
    />
  );
}
