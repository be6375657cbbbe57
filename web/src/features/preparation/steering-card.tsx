import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Answers } from '../../ui/answers.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useReadAgain } from './preparation.ts';

interface SteeringCardProps {
  readonly edition: Edition;
  readonly preparation: Preparation;
}

/** Requirements 46 and 48: a sponsor who stays, and a steering group that exists already. */
export function SteeringCard({ edition, preparation }: SteeringCardProps) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const [naming, setNaming] = useState(false);
  const { steering, may } = preparation;
  const sponsor = steering?.sponsor ?? null;
  return (
    <Card as="section" className="stack">
      <h2 className="utrecht-heading-2">{t('steering')}</h2>
      <Answers
        items={[
          {
            question: t('sponsor'),
            answer:
              sponsor === null ? t('sponsorNone') : `${sponsor.name}, ${local(nameOf(sponsor.organisation))}`,
          },
          { question: t('steeringGroup'), answer: steering?.group ?? t('steeringNone') },
        ]}
      />
      {may.steer.allowed ? (
        <div>
          <ActionButton onClick={() => setNaming(true)}>{t('steeringChange')}</ActionButton>
        </div>
      ) : null}
      <Dialog title={t('steering')} open={naming} onClose={() => setNaming(false)}>
        <SteeringForm edition={edition} preparation={preparation} onDone={() => setNaming(false)} />
      </Dialog>
    </Card>
  );
}

function SteeringForm({ edition, preparation, onDone }: SteeringCardProps & { onDone: () => void }) {
  const t = useTexts(preparationTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const toast = useToast();
  const readAgain = useReadAgain();
  const { nameOf } = useOrganisations();
  const { steering } = preparation;
  const params = { edition: edition.slug };
  const name = useDraft(`sponsor.${edition.slug}`, steering?.sponsor?.name ?? '');
  const group = useDraft(`steering.${edition.slug}`, steering?.group ?? '');
  const [organisation, setOrganisation] = useState(steering?.sponsor?.organisation ?? edition.initiator);
  const putBack = useApiChange(preparationRoutes.nameSteering);
  const save = useApiChange(preparationRoutes.nameSteering, (result) => {
    name.clear();
    group.clear();
    onDone();
    const body = {
      sponsor: steering?.sponsor ?? null,
      group: steering?.group ?? null,
      seen: result.steering?.at ?? null,
    };
    toast({ text: t('saved'), undo: () => putBack.mutate({ params, body }) });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const sponsor = name.value.trim() === '' ? null : { name: name.value, organisation };
    const body = {
      sponsor,
      group: group.value.trim() === '' ? null : group.value,
      seen: steering?.at ?? null,
    };
    save.mutate({ params, body }, { onError: readAgain });
  };
  const inIt = edition.participations.filter(({ decision }) => decision === 'in');
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('sponsorName')}
        optional
        maxLength={120}
        value={name.value}
        onChange={name.change}
      />
      <SelectField
        label={t('sponsorOrganisation')}
        value={organisation}
        onChange={setOrganisation}
        options={inIt.map((one) => ({ value: one.organisation, label: local(nameOf(one.organisation)) }))}
      />
      <TextField
        label={t('steeringName')}
        optional
        maxLength={300}
        value={group.value}
        onChange={group.change}
      />
      <ProblemAlert error={save.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={save.isPending}>
          {ui('save')}
        </ActionButton>
      </div>
    </form>
  );
}
