import type { DataSet } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Chip, type ChipTone } from '../../ui/chip.tsx';
import { WideTable } from '../../ui/wide-table.tsx';

type Column = DataSet['columns'][number];

const tones: Readonly<Record<Column['landsAs'], ChipTone>> = {
  pseudonym: 'accent',
  key: 'accent',
  value: 'quiet',
  coarser: 'green',
  nothing: 'rust',
};

const heads = ['column', 'landsAs', 'type'] as const;
const valuesShown = 8;

/** Each column of the contract, and what is left of it in the store where organisations' data meets. */
export function ColumnsTable({ columns }: { columns: readonly Column[] }) {
  const t = useTexts(catalogueTexts);
  const local = useLocal();
  const nameOf = ({ role, label }: Column) => (isKey(role) ? t(`key.${role}`) : local(label));
  return (
    <WideTable
      name={t('columns')}
      columns={heads.map((key) => ({ key, label: t(key) }))}
      className="answer-table columns-table"
    >
      {columns.map((column) => (
        <tr key={column.name}>
          <th scope="row">
            <strong>{nameOf(column)}</strong> <code>{column.name}</code>
            {column.description && <span className="column-about">{local(column.description)}</span>}
            {column.allowed && column.allowed.length > 0 && (
              <span className="column-about">{t('allowed', { values: shorten(column.allowed) })}</span>
            )}
          </th>
          <td>
            <Chip tone={tones[column.landsAs]}>{t(`lands.${column.landsAs}`)}</Chip>
          </td>
          <td>
            {t(typeKey(column.type))}
            {column.required && <span className="column-about">{t('requiredColumn')}</span>}
            {column.personal && <span className="column-about">{t('personal')}</span>}
          </td>
        </tr>
      ))}
    </WideTable>
  );
}

type Key = 'month' | 'neighbourhood' | 'district' | 'municipality';
const keys: ReadonlySet<string> = new Set<Key>(['month', 'neighbourhood', 'district', 'municipality']);

/** A key means the same in every data set, so that it has words in both languages. */
function isKey(role: string): role is Key {
  return keys.has(role);
}

function shorten(values: readonly string[]): string {
  const shown = values.slice(0, valuesShown).join(', ');
  return values.length > valuesShown ? `${shown}, …` : shown;
}

const typeKeys = {
  string: 'type.text',
  integer: 'type.number',
  number: 'type.number',
  boolean: 'type.boolean',
  date: 'type.date',
  timestamp: 'type.date',
} as const;

function typeKey(type: string): (typeof typeKeys)[keyof typeof typeKeys] | 'type.other' {
  return type in typeKeys ? typeKeys[type as keyof typeof typeKeys] : 'type.other';
}
