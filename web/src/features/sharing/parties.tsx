import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { Party } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { usePerson } from '../../app/session.ts';
import { agreementTexts } from '../../i18n/agreement.ts';
import { formatDate, formatDateTime } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { shortHash } from './sign.tsx';
import { SignatoryForm } from './signatory-form.tsx';

/** Every party with who signs for it by which mandate, and its signature under which text. */
export function Parties({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(agreementTexts);
  if (sharing.parties.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="parties">
      <Heading2 id="parties" tabIndex={-1}>
        {t('parties')}
      </Heading2>
      <ul className="tiles plain-list">
        {sharing.parties.map((party) => (
          <PartyCard key={party.organisation} edition={edition} sharing={sharing} party={party} />
        ))}
      </ul>
    </section>
  );
}

interface PartyCardProps {
  readonly edition: string;
  readonly sharing: SharingView;
  readonly party: Party;
}

function PartyCard({ edition, sharing, party }: PartyCardProps) {
  const t = useTexts(agreementTexts);
  const [open, setOpen] = useState(false);
  const isMine = usePerson()?.organisation === party.organisation;
  const { signatory, may } = party;
  return (
    <Card as="li" className="party">
      <Heading3>
        <OrganisationName slug={party.organisation} />
      </Heading3>
      <p className="small soft">{t(`role.${party.role}`)}</p>
      <Signature party={party} />
      {isMine && may.nameSignatory.allowed && (signatory === null || open) ? (
        <SignatoryForm
          edition={edition}
          persons={sharing.signatories}
          signatory={signatory}
          onDone={() => setOpen(false)}
        />
      ) : null}
      {isMine && may.nameSignatory.allowed && signatory !== null && !open && (
        <div className="no-print">
          <ActionButton look="subtle" onClick={() => setOpen(true)}>
            {t('nameOther')}
          </ActionButton>
        </div>
      )}
    </Card>
  );
}

function Signature({ party: { signatory, signature } }: { party: Party }) {
  const t = useTexts(agreementTexts);
  const { language } = useLanguage();
  if (signatory === null) return <Chip tone="rust">{t('signatoryNone')}</Chip>;
  return (
    <>
      <p>
        {signatory.name}
        <span className="small soft">
          {' · '}
          {signatory.mandate}
          {signatory.until !== null &&
            ` · ${t('mandateUntil', { date: formatDate(signatory.until, language) })}`}
        </span>
      </p>
      {signature === null ? (
        <Chip tone="quiet">{t('unsigned')}</Chip>
      ) : (
        <p className="signature">
          <Chip tone="green">{t('signed')}</Chip>{' '}
          <span className="small">
            {t('signedBy', { by: signature.by, at: formatDateTime(signature.at, language) })}{' '}
            <code title={signature.hash}>{shortHash(signature.hash)}</code>
          </span>
        </p>
      )}
    </>
  );
}
