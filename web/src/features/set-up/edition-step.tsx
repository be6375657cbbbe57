import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { hasRole, useOrganisations, usePerson } from '../../app/session.ts';
import { slugOf } from '../../app/slug.ts';
import { useDraft } from '../../app/use-draft.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import { editionsQuery } from '../editions/edition.ts';
import { EditionCard } from '../editions/edition-card.tsx';

export function EditionStep() {
  const query = useQuery(editionsQuery);
  return (
    <Loaded query={query}>
      {(editions) =>
        editions.length === 0 ? (
          <Card>
            <FirstEdition />
          </Card>
        ) : (
          <ul className="tiles plain-list">
            {editions.map((edition) => (
              <EditionCard key={edition.slug} edition={edition} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

/** What an edition is about, and who is asked to take part from the start. */
function FirstEdition() {
  const t = useTexts(setUpTexts);
  const words = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  const written = useWritten();
  const navigate = useNavigate();
  const toast = useToast();
  const mayStart = hasRole(usePerson(), 'facilitator');
  const title = useDraft('edition.title', '');
  const aim = useDraft('edition.aim', '');
  const theme = useDraft('edition.theme', '');
  const partners = usePartners();
  const [tried, setTried] = useState(false);
  const fields = [title, aim, theme];
  const invite = useApiChange(editionsRoutes.inviteOrganisation);
  const inviteAll = async (edition: string): Promise<void> => {
    for (const organisation of partners.chosen) {
      await invite.mutateAsync({ params: { edition }, body: { organisation } });
    }
  };
  const create = useApiChange(editionsRoutes.createEdition, ({ slug }) => {
    for (const draft of fields) draft.clear();
    void inviteAll(slug)
      .catch(() => toast({ text: t('editionNotAllInvited') }))
      .then(() => navigate({ to: '/editions/$edition', params: { edition: slug } }));
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fields.some((draft) => draft.value.trim() === '')) return;
    const [named, aimed, themed] = [title, aim, theme].map((draft) => written(draft.value));
    if (!named || !aimed || !themed) return;
    create.mutate({ body: { slug: slugOf(title.value), title: named, aim: aimed, theme: themed } });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={words('fieldTitle')}
        hint={words('fieldTitleHint')}
        value={title.value}
        error={missing(title.value)}
        onChange={title.change}
      />
      <LongTextField
        label={words('fieldAim')}
        rows={2}
        value={aim.value}
        error={missing(aim.value)}
        onChange={aim.change}
      />
      <TextField
        label={words('fieldTheme')}
        value={theme.value}
        error={missing(theme.value)}
        onChange={theme.change}
      />
      <PartnerChoices {...partners} legend={t('editionPartners')} none={t('editionNoPartners')} />
      <ProblemAlert error={create.error} />
      <div>
        <ActionButton
          look="primary"
          type="submit"
          busy={create.isPending || invite.isPending}
          permission={mayStart ? { allowed: true } : { allowed: false, reason: 'editions.facilitator-only' }}
        >
          {words('create')}
        </ActionButton>
      </div>
    </form>
  );
}

/** All partners of the network, of whom every one is asked unless somebody unticks it. */
function usePartners() {
  const own = usePerson()?.organisation;
  const { all } = useOrganisations();
  const [without, setWithout] = useState<readonly string[]>([]);
  const partners = all.filter(({ slug }) => slug !== own);
  return {
    partners,
    chosen: partners.map(({ slug }) => slug).filter((slug) => !without.includes(slug)),
    choose: (slug: string, isAsked: boolean) =>
      setWithout(isAsked ? without.filter((one) => one !== slug) : [...without, slug]),
  };
}

interface PartnerChoicesProps extends ReturnType<typeof usePartners> {
  readonly legend: string;
  readonly none: string;
}

function PartnerChoices({ partners, chosen, choose, legend, none }: PartnerChoicesProps) {
  const local = useLocal();
  if (partners.length === 0) return <p className="soft">{none}</p>;
  return (
    <fieldset className="set-up-choices">
      <legend>{legend}</legend>
      {partners.map(({ slug, name }) => (
        <Choice
          key={slug}
          type="checkbox"
          name={`partner-${slug}`}
          checked={chosen.includes(slug)}
          onChange={(isAsked) => choose(slug, isAsked)}
        >
          {local(name)}
        </Choice>
      ))}
    </fieldset>
  );
}
