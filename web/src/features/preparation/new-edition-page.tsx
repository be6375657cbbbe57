import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { hasRole, usePerson } from '../../app/session.ts';
import { slugOf } from '../../app/slug.ts';
import { useDraft } from '../../app/use-draft.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts, useWritten } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { SecondaryLink, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { InspirationList } from './inspiration-list.tsx';

export function NewEditionPage() {
  const t = useTexts(editionsTexts);
  const closing = useTexts(closingTexts);
  return (
    <Page
      title={t('newTitle')}
      lead={t('newLead')}
      breadcrumbs={[
        <TextLink key="editions" to="/editions">
          {t('listTitle')}
        </TextLink>,
      ]}
      actions={<SecondaryLink to="/editions/from-template">{closing('templateTitle')}</SecondaryLink>}
    >
      <NewEdition />
    </Page>
  );
}

const themeLettersMin = 4;

/** Few fields; beside them what others did on the theme that is being typed. */
function NewEdition() {
  const inspiration = useTexts(preparationTexts);
  const theme = useDraft('edition.theme', '');
  const typed = useDeferredValue(theme.value.trim());
  return (
    <div className="two-columns">
      <Card>
        <NewEditionForm theme={theme} />
      </Card>
      <aside className="stack" aria-label={inspiration('part.inspiration')}>
        {typed.length < themeLettersMin ? (
          <p className="soft">{inspiration('inspirationType')}</p>
        ) : (
          <InspirationList theme={typed} />
        )}
      </aside>
    </div>
  );
}

function NewEditionForm({ theme }: { theme: ReturnType<typeof useDraft> }) {
  const t = useTexts(editionsTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const navigate = useNavigate();
  const title = useDraft('edition.title', '');
  const aim = useDraft('edition.aim', '');
  const region = useDraft('edition.region', '');
  const address = useDraft('edition.address', '');
  const [tried, setTried] = useState(false);
  const mayStart = hasRole(usePerson(), 'facilitator');
  const fields = [title, aim, theme];
  const slug = address.value.trim() === '' ? slugOf(title.value) : slugOf(address.value);
  const create = useApiChange(editionsRoutes.createEdition, (made) => {
    for (const draft of [...fields, region, address]) draft.clear();
    void navigate({ to: '/editions/$edition', params: { edition: made.slug } });
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fields.some((draft) => draft.value.trim() === '')) return;
    const where = region.value.trim();
    create.mutate({
      body: {
        slug,
        title: written(title.value),
        aim: written(aim.value),
        theme: written(theme.value),
        ...(where !== '' && { region: written(where) }),
      },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('fieldTitle')}
        hint={t('fieldTitleHint')}
        value={title.value}
        error={missing(title.value)}
        onChange={title.change}
      />
      <LongTextField
        label={t('fieldAim')}
        rows={2}
        value={aim.value}
        error={missing(aim.value)}
        onChange={aim.change}
      />
      <TextField
        label={t('fieldTheme')}
        value={theme.value}
        error={missing(theme.value)}
        onChange={theme.change}
      />
      <TextField
        label={t('fieldRegion')}
        hint={t('fieldRegionHint')}
        optional
        maxLength={200}
        value={region.value}
        onChange={region.change}
      />
      <TextField
        label={t('fieldAddress')}
        hint={t('fieldAddressHint')}
        value={address.value === '' ? slug : address.value}
        onChange={address.change}
      />
      <ProblemAlert error={create.error} />
      <div>
        <ActionButton
          look="primary"
          type="submit"
          busy={create.isPending}
          permission={mayStart ? { allowed: true } : { allowed: false, reason: 'editions.facilitator-only' }}
        >
          {t('create')}
        </ActionButton>
      </div>
    </form>
  );
}
