import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { parseObject } from '../../app/parse-object.ts';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { LongTextField, TextField } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import './catalogue.css';

/** Registers a data contract, or the areas that maps are drawn with. */
export function RegisterPage() {
  const t = useTexts(catalogueTexts);
  return (
    <Page
      title={t('registerTitle')}
      lead={t('registerLead')}
      breadcrumbs={[
        <TextLink key="data" to="/data" search={{}}>
          {t('title')}
        </TextLink>,
      ]}
    >
      <ContractForm />
      <AreasForm />
    </Page>
  );
}

function ContractForm() {
  const t = useTexts(catalogueTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const draft = useDraft('contract', '');
  const [needed, setNeeded] = useState(false);
  const register = useApiChange(catalogueRoutes.registerDataSet, ({ id }) => {
    draft.clear();
    toast({ text: t('registered') });
    void navigate({ to: '/data/$dataSet', params: { dataSet: id } });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const filled = draft.value.trim() !== '';
    setNeeded(!filled);
    if (filled) register.mutate({ body: { contract: draft.value } });
  };
  return (
    <Card>
      <form className="stack contract-text" onSubmit={send}>
        <FileDrop
          label={t('contractFile')}
          hint={t('contractFileHint')}
          accept=".yaml,.yml"
          onFile={(file) => void file.text().then(draft.change)}
        />
        <LongTextField
          label={t('contractText')}
          hint={t('contractTextHint')}
          rows={18}
          value={draft.value}
          onChange={draft.change}
          error={needed ? t('contractNeeded') : undefined}
        />
        {register.error && (
          <div className="stack stack-tight">
            {register.error.problems.length > 0 && (
              <p className="field-problem">{t('problems', { n: register.error.problems.length })}</p>
            )}
            <ProblemAlert error={register.error} />
          </div>
        )}
        <div>
          <ActionButton look="primary" type="submit" busy={register.isPending}>
            {t('register')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}

function AreasForm() {
  const t = useTexts(catalogueTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const [year, setYear] = useState('');
  const [problem, setProblem] = useState<'areasYearWrong' | 'areasNotJson' | null>(null);
  const divisions = useQuery(apiQuery(catalogueRoutes.listAreaDivisions, {}));
  const register = useApiChange(catalogueRoutes.registerAreas, (made) =>
    toast({ text: t('areasDone', { n: made.neighbourhoods, year: String(made.year) }) }),
  );
  const take = async (file: File) => {
    const number = Number(year);
    if (!Number.isInteger(number) || number < 1900 || number > 2100) {
      setProblem('areasYearWrong');
      return;
    }
    const geojson = parseObject(await file.text());
    setProblem(geojson ? null : 'areasNotJson');
    if (geojson) register.mutate({ params: { year: number }, body: { geojson } });
  };
  const years = divisions.data?.map((division) => String(division.year)) ?? [];
  return (
    <Card as="section">
      <div className="stack">
        <Heading2>{t('areasTitle')}</Heading2>
        <p>{t('areasLead')}</p>
        <p className="small soft">
          {years.length === 0 ? t('areasNone') : t('areasKnown', { years: formatList(years, language) })}
        </p>
        <TextField
          label={t('areasYear')}
          value={year}
          onChange={setYear}
          maxLength={4}
          error={problem === 'areasYearWrong' ? t(problem) : undefined}
        />
        <FileDrop
          label={t('areasFile')}
          hint={t('areasFileHint')}
          accept=".geojson,.json"
          disabled={register.isPending}
          onFile={(file) => void take(file)}
        />
        {problem === 'areasNotJson' && (
          <p className="field-problem" role="alert">
            {t(problem)}
          </p>
        )}
        <ProblemAlert error={register.error} />
      </div>
    </Card>
  );
}
