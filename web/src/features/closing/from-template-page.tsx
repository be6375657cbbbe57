import {
  archiveMaxBytes,
  type StoredTemplate,
  templateRoutes,
} from '@datalab/server/modules/closing/template.contract.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiProblem, addressOf, readProblem } from '../../app/api.ts';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { hasRole, usePerson } from '../../app/session.ts';
import { slugOf } from '../../app/slug.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import type { Language } from '../../i18n/translate.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import type { Typed } from '../../ui/typed-text.ts';
import { TemplateContent } from './template-content.tsx';

/** An edition of elsewhere as the beginning of one here. */
export function FromTemplatePage() {
  const t = useTexts(closingTexts);
  const editionTexts = useTexts(editionsTexts);
  const mayStart = hasRole(usePerson(), 'facilitator');
  return (
    <Page
      title={t('templateTitle')}
      lead={t('templateLead')}
      breadcrumbs={[
        <TextLink key="editions" to="/editions">
          {editionTexts('listTitle')}
        </TextLink>,
        <TextLink key="new" to="/editions/new">
          {editionTexts('newTitle')}
        </TextLink>,
        t('templateTitle'),
      ]}
    >
      {mayStart ? <Choose /> : <p>{t('templateFacilitator')}</p>}
    </Page>
  );
}

function Choose() {
  const t = useTexts(closingTexts);
  const query = useQuery(apiQuery(templateRoutes.listTemplates, {}));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <div className="stack stack-wide">
      <Bring onBrought={setChosen} />
      <Loaded query={query}>
        {(templates) =>
          templates.length === 0 ? null : (
            <section className="stack" aria-labelledby="templates">
              <Heading2 id="templates">{t('templates')}</Heading2>
              {templates.map((template) => (
                <OneTemplate
                  key={template.id}
                  template={template}
                  open={template.id === (chosen ?? templates[0]?.id)}
                  onOpen={() => setChosen(template.id)}
                />
              ))}
            </section>
          )
        }
      </Loaded>
    </div>
  );
}

function Bring({ onBrought }: { onBrought(id: string): void }) {
  const t = useTexts(closingTexts);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: sendArchive,
    onSuccess: async ({ id }) => {
      onBrought(id);
      await client.invalidateQueries();
    },
  });
  return (
    <Card className="stack">
      <FileDrop
        label={t('templateFile')}
        hint={t('templateFileHint')}
        accept=".zip"
        disabled={send.isPending}
        onFile={(file) => send.mutate(file)}
      />
      <p role="status">{send.isPending ? t('templateReading') : null}</p>
      <ProblemAlert error={send.error} />
    </Card>
  );
}

interface OneTemplateProps {
  readonly template: StoredTemplate;
  readonly open: boolean;
  onOpen(): void;
}

function OneTemplate({ template, open, onOpen }: OneTemplateProps) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { title, organisation, exportedAt } = template.source;
  return (
    <Card as="article" className="stack">
      <div className="row row-between">
        <div>
          <h3 className="utrecht-heading-3">{local(title)}</h3>
          <p className="small soft">
            {t('templateFrom', { organisation: local(organisation), date: formatDate(exportedAt, language) })}
          </p>
        </div>
        {open ? null : (
          <ActionButton about={local(title)} onClick={onOpen}>
            {t('templateLook')}
          </ActionButton>
        )}
      </div>
      {open ? (
        <>
          <StartForm template={template} />
          <TemplateContent template={template} />
        </>
      ) : null}
    </Card>
  );
}

function StartForm({ template }: { template: StoredTemplate }) {
  const t = useTexts(closingTexts);
  const editionTexts = useTexts(editionsTexts);
  const ui = useTexts(uiTexts);
  const navigate = useNavigate();
  const { language } = useLanguage();
  const title = useTextDraft(`template.${template.id}.title`, null, titleOf(template, language));
  const [tried, setTried] = useState(false);
  const start = useApiChange(templateRoutes.startFromTemplate, ({ edition }) => {
    title.clear();
    void navigate({ to: '/editions/$edition/$step', params: { edition, step: 'prioritise' } });
  });
  const slug = slugOf(title.shown);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.change === null) return;
    start.mutate({ params: { template: template.id }, body: { slug, title: title.change } });
  };
  return (
    <form className="form" onSubmit={send}>
      <LocalTextField
        label={editionTexts('fieldTitle')}
        maxLength={2000}
        draft={title}
        error={tried && title.change === null ? ui('fieldNeeded') : undefined}
      />
      <ProblemAlert error={start.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={start.isPending}>
          {t('templateStart')}
        </ActionButton>
      </div>
    </form>
  );
}

/** The title of the template to begin with, in both languages where it has words of its own in each. */
function titleOf({ source: { title } }: StoredTemplate, language: Language): Typed {
  const { nl, en } = title;
  return nl === en ? { [language]: nl } : { nl, en };
}

async function sendArchive(file: File): Promise<StoredTemplate> {
  if (file.size > archiveMaxBytes) {
    throw new ApiProblem('closing.file-too-large', 413, { megabytes: archiveMaxBytes / 1_000_000 });
  }
  const body = new FormData();
  body.append('file', file, file.name);
  const response = await fetch(addressOf(templateRoutes.addTemplate, {}), { method: 'POST', body }).catch(
    () => {
      throw new ApiProblem('connection.lost', 0);
    },
  );
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as StoredTemplate;
}
