import { type Indicator, impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { impactTexts } from '../../i18n/impact.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { type Choices, choicesQuery } from './choices.ts';

interface ChangeProps {
  readonly edition: string;
  readonly indicator: Indicator;
}

/** Another name, target or owner, or an end to it; for the people who decide and for the owner. */
export function ChangeIndicator({ edition, indicator }: ChangeProps) {
  const t = useTexts(impactTexts);
  const local = useLocal();
  const [open, setOpen] = useState(false);
  const choices = useQuery({
    ...choicesQuery(edition),
    enabled: open,
  });
  if (!indicator.may.change.allowed) return null;
  return (
    <div>
      <ActionButton about={local(indicator.name)} onClick={() => setOpen(true)}>
        {t('change')}
      </ActionButton>
      <Dialog title={t('change')} open={open} onClose={() => setOpen(false)}>
        <Loaded query={choices}>
          {({ owners }) => (
            <ChangeForm
              edition={edition}
              indicator={indicator}
              owners={owners}
              onDone={() => setOpen(false)}
            />
          )}
        </Loaded>
      </Dialog>
    </div>
  );
}

function ChangeForm({
  edition,
  indicator,
  owners,
  onDone,
}: ChangeProps & Pick<Choices, 'owners'> & { onDone(): void }) {
  const t = useTexts(impactTexts);
  const ui = useTexts(uiTexts);
  const params = { edition, indicator: indicator.id };
  const name = useTextDraft(null, indicator.name);
  const [target, setTarget] = useState(indicator.target === null ? '' : String(indicator.target));
  const [owner, setOwner] = useState(indicator.owner.id);
  const because = useDraft(`impact.change.${indicator.id}`, '');
  const [tried, setTried] = useState(false);
  const done = () => {
    because.clear();
    onDone();
  };
  const change = useApiChange(impactRoutes.changeIndicator, done);
  const stop = useApiChange(impactRoutes.stopIndicator, done);
  const hasReason = because.value.trim() !== '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!hasReason || name.change === null) return;
    const aim = target === '' ? null : Number(target);
    change.mutate({ params, body: { name: name.change, owner, target: aim, because: because.value } });
  };
  const end = () => {
    setTried(true);
    if (hasReason) stop.mutate({ params, body: { because: because.value } });
  };
  return (
    <form className="form" onSubmit={send} noValidate>
      <LocalTextField
        label={t('formName')}
        maxLength={200}
        draft={name}
        error={tried && name.change === null ? ui('fieldNeeded') : undefined}
      />
      <TextField label={t('formTarget')} optional type="number" value={target} onChange={setTarget} />
      <SelectField
        label={t('formOwner')}
        value={owner}
        onChange={setOwner}
        options={owners.map((one) => ({ value: one.id, label: one.name }))}
      />
      <LongTextField
        label={t('changeWhy')}
        rows={2}
        maxLength={1000}
        value={because.value}
        error={tried && !hasReason ? ui('reasonNeeded') : undefined}
        onChange={because.change}
      />
      <ProblemAlert error={change.error ?? stop.error} />
      <div className="row">
        <ActionButton look="primary" type="submit" busy={change.isPending}>
          {t('changeSave')}
        </ActionButton>
        <ActionButton busy={stop.isPending} onClick={end}>
          {t('stop')}
        </ActionButton>
      </div>
      <p className="small soft">{t('stopHint')}</p>
    </form>
  );
}
