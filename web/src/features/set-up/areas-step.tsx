import { type AreaDivision, catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parseObject } from '../../app/parse-object.ts';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { AreaMap } from '../../ui/maps/area-map.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { keepMunicipality, listMunicipalities, yearOfName } from './area-file.ts';
import { divisionsQuery } from './use-set-up.ts';

/** The areas that figures are counted by and maps are drawn with. */
export function AreasStep() {
  const query = useQuery(divisionsQuery);
  return (
    <Loaded query={query}>
      {(divisions) => (
        <>
          {divisions.map((division) => (
            <Division key={division.year} division={division} />
          ))}
          <AreaFile />
        </>
      )}
    </Loaded>
  );
}

function Division({ division }: { division: AreaDivision }) {
  const t = useTexts(setUpTexts);
  const { language } = useLanguage();
  const [level = 'neighbourhood'] = division.levels;
  const year = String(division.year);
  const query = useQuery(
    apiQuery(catalogueRoutes.getAreas, { params: { year: division.year }, query: { level } }),
  );
  const names = formatList(
    division.municipalities.map(({ name }) => name),
    language,
  );
  return (
    <section className="stack">
      <Heading2>{t('areasOf', { names, year })}</Heading2>
      <Loaded query={query} lines={8}>
        {(areas) => (
          <>
            <p>{t(`areasCount.${level}`, { n: areas.features.length })}</p>
            <Card>
              <AreaMap areas={areas} label={t('areasMap', { names, n: areas.features.length })} />
            </Card>
          </>
        )}
      </Loaded>
    </section>
  );
}

type Geojson = Record<string, unknown>;

function AreaFile() {
  const t = useTexts(setUpTexts);
  const [geojson, setGeojson] = useState<Geojson>();
  const [isNoJson, setNoJson] = useState(false);
  const [year, setYear] = useState('');
  const take = async (file: File) => {
    const parsed = parseObject(await file.text());
    setNoJson(!parsed);
    setGeojson(parsed ?? undefined);
    setYear(yearOfName(file.name));
  };
  return (
    <Card as="section" className="stack">
      <p>{t('areasWhere')}</p>
      <FileDrop
        label={t('areasFile')}
        hint={t('areasFileHint')}
        accept=".geojson,.json"
        onFile={(file) => void take(file)}
      />
      {isNoJson ? (
        <p className="field-problem" role="alert">
          {t('areasNoJson')}
        </p>
      ) : null}
      {geojson === undefined ? null : (
        <ChosenFile geojson={geojson} year={year} onYear={setYear} onDone={() => setGeojson(undefined)} />
      )}
    </Card>
  );
}

interface ChosenFileProps {
  readonly geojson: Geojson;
  readonly year: string;
  onYear(year: string): void;
  onDone(): void;
}

/** Of a map of the whole country only the own municipality is sent. */
function ChosenFile({ geojson, year, onYear, onDone }: ChosenFileProps) {
  const t = useTexts(setUpTexts);
  const held = listMunicipalities(geojson);
  const [chosen, setChosen] = useState('');
  const [tried, setTried] = useState(false);
  const register = useApiChange(catalogueRoutes.registerAreas, onDone);
  const number = Number(year);
  const isYear = Number.isInteger(number) && number >= 1900 && number <= 2100;
  const code = held.length === 1 ? (held[0]?.code ?? '') : chosen;
  const isChosen = held.length === 0 || code !== '';
  const send = () => {
    setTried(true);
    if (!isYear || !isChosen) return;
    const body = { geojson: code === '' ? geojson : keepMunicipality(geojson, code) };
    register.mutate({ params: { year: number }, body });
  };
  return (
    <div className="form">
      {held.length > 1 ? (
        <SelectField
          label={t('areasMunicipality')}
          value={chosen}
          error={tried && !isChosen ? t('areasChoose') : undefined}
          onChange={setChosen}
          options={[
            { value: '', label: t('areasChoose') },
            ...held.map((one) => ({ value: one.code, label: `${one.name} (${one.areas})` })),
          ]}
        />
      ) : null}
      <TextField
        label={t('areasYear')}
        hint={t('areasYearHint')}
        value={year}
        maxLength={4}
        error={tried && !isYear ? t('areasYearWrong') : undefined}
        onChange={onYear}
      />
      <ProblemAlert error={register.error} />
      <div>
        <ActionButton look="primary" busy={register.isPending} onClick={send}>
          {t('areasLoad')}
        </ActionButton>
      </div>
    </div>
  );
}
