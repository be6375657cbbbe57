import {
  assessmentsRoutes,
  type BroughtForms,
} from '@datalab/server/modules/assessments/assessments.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { LoadedPage } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import './assessments.css';
import { useDay, useFileUpload } from './assessments.ts';
import { DefectList } from './defect-list.tsx';

/** The published forms of this installation; an administrator brings them. */
export function FormsPage() {
  const t = useTexts(assessmentsTexts);
  const forms = useQuery(apiQuery(assessmentsRoutes.listForms, {}));
  return (
    <LoadedPage query={forms}>
      {(known) => (
        <Page title={t('forms')} lead={t('formsLead')}>
          <BringForm may={known.may.bring.allowed} />
          {known.forms.length === 0 ? <p className="soft">{t('formsNone')}</p> : null}
          {known.forms.map((form, position) => (
            <OneForm
              key={form.sha256}
              form={form}
              counts={known.forms.findIndex(({ kind }) => kind === form.kind) === position}
            />
          ))}
        </Page>
      )}
    </LoadedPage>
  );
}

function BringForm({ may }: { may: boolean }) {
  const t = useTexts(assessmentsTexts);
  const toast = useToast();
  const bring = useFileUpload(assessmentsRoutes.bringForm, {}, () => toast({ text: t('formBrought') }));
  if (!may) return null;
  return (
    <Card className="stack">
      <FileDrop
        label={t('bringForm')}
        hint={t('bringFormHint')}
        accept=".yaml,.yml,.json"
        disabled={bring.isPending}
        onFile={(file) => bring.mutate(file)}
      />
      <ProblemAlert error={bring.error} />
    </Card>
  );
}

function OneForm({ form, counts }: { form: BroughtForms['forms'][number]; counts: boolean }) {
  const t = useTexts(assessmentsTexts);
  const day = useDay();
  return (
    <Card as="article" className="stack">
      <div className="row row-between">
        <h2 className="utrecht-heading-2" lang="nl">
          {form.name} {form.version}
        </h2>
        {counts ? <Chip tone="green">{t('formCounts')}</Chip> : null}
      </div>
      <p className="small soft">
        {t('formQuestions', { n: form.questions })},{' '}
        {t('fileBy', { name: form.by.name, date: day(form.broughtAt) })}
      </p>
      <p className="small soft fingerprint">
        {t('formFingerprint')}: <code>{form.sha256}</code>
      </p>
      <Collapsible title={t('defects')} level={3}>
        <DefectList defects={form.found} />
      </Collapsible>
    </Card>
  );
}
