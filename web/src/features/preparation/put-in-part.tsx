import {
  type Commitment,
  type Partner,
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useApiChange } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { OutdatedMark } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { CommitmentForm } from './commitment-form.tsx';
import { HopeForm } from './hope-form.tsx';
import { WhoPutsInWhat } from './who-puts-in-what.tsx';

interface PutInPartProps {
  readonly edition: string;
  readonly preparation: Preparation;
}

/** Requirement 47: every partner benefits, and every partner contributes. */
export function PutInPart({ edition, preparation }: PutInPartProps) {
  const { partners } = preparation;
  return (
    <div className="stack stack-wide">
      <WhoPutsInWhat partners={partners} />
      <ul className="tiles plain-list">
        {partners.map((partner) => (
          <Organisation key={partner.organisation} edition={edition} partner={partner} />
        ))}
      </ul>
    </div>
  );
}

function Organisation({ edition, partner }: { edition: string; partner: Partner }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const [open, setOpen] = useState<'commit' | 'hope' | null>(null);
  const { organisation, commitments, hope, may } = partner;
  return (
    <Card as="li" className="stack">
      <h2 className="utrecht-heading-3">
        <OrganisationName slug={organisation} />
      </h2>
      {commitments.length === 0 ? (
        <p className="soft">{t('putInNone')}</p>
      ) : (
        <ul className="plain-list stack stack-tight">
          {commitments.map((commitment) => (
            <CommitmentLine key={commitment.id} edition={edition} commitment={commitment} />
          ))}
        </ul>
      )}
      <p className="small soft">{hope === null ? t('hopeNone') : t('hope', { text: local(hope.text) })}</p>
      {hope === null ? null : <OutdatedMark text={hope.text} />}
      {may.commit.allowed ? (
        <div className="row">
          <ActionButton
            look={commitments.length === 0 ? 'primary' : 'secondary'}
            onClick={() => setOpen('commit')}
          >
            {t('commit')}
          </ActionButton>
          <ActionButton look="subtle" onClick={() => setOpen('hope')}>
            {t(hope === null ? 'hopeTell' : 'hopeChange')}
          </ActionButton>
        </div>
      ) : null}
      <Dialog title={t('commit')} open={open === 'commit'} onClose={() => setOpen(null)}>
        <CommitmentForm edition={edition} onDone={() => setOpen(null)} />
      </Dialog>
      <Dialog title={t('hopeTell')} open={open === 'hope'} onClose={() => setOpen(null)}>
        <HopeForm edition={edition} partner={partner} onDone={() => setOpen(null)} />
      </Dialog>
    </Card>
  );
}

function CommitmentLine({ edition, commitment }: { edition: string; commitment: Commitment }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const toast = useToast();
  const { id, kind, amount, note, may } = commitment;
  const putBack = useApiChange(preparationRoutes.commit);
  const remove = useApiChange(preparationRoutes.withdrawCommitment, () =>
    toast({
      text: t('commitRemoved'),
      undo: () => putBack.mutate({ params: { edition }, body: { kind, amount, note } }),
    }),
  );
  const words = t(`amount.${kind}`, { n: amount });
  return (
    <li className="put-in-line">
      <div className="row row-between">
        <strong>{words}</strong>
        {may.remove.allowed ? (
          <ActionButton
            look="subtle"
            about={words}
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { edition, commitment: id } })}
          >
            {t('commitRemove')}
          </ActionButton>
        ) : null}
      </div>
      {note === null ? null : <p className="small">{local(note)}</p>}
      <ProblemAlert error={remove.error ?? putBack.error} />
    </li>
  );
}
