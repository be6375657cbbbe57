import type { DataOption, ProxyField, Verdict } from '@datalab/server/modules/guardrail/check.contract.ts';
import { rules } from '@datalab/server/modules/guardrail/rules.contract.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { useColumnName } from './use-column-name.ts';

const tones = { forbidden: 'error', 'not-here': 'warning', allowed: 'ok' } as const;

interface CheckVerdictProps {
  readonly verdict: Verdict;
  /** What was said that the outcome is about. */
  readonly about: Verdict['subject'];
  readonly data: readonly DataOption[];
}

/** The answer of the rules with reason and source; read out while the form is filled in. */
export function CheckVerdict({ verdict, about, data }: CheckVerdictProps) {
  const t = useTexts(guardrailTexts);
  const nameOf = useProxyNames(data);
  const { answer, missing, proxies, subject } = verdict;
  const isOpen = answer === 'allowed' && missing.length > 0;
  return (
    <Card tone={tones[answer]} as="section" labelledBy="guardrail-verdict" className="stack stack-tight">
      <Heading2 id="guardrail-verdict">{t('verdictTitle')}</Heading2>
      <div role="status" className="stack stack-tight">
        <p>
          <strong>{t(isOpen ? 'answer.allowed-missing' : `answer.${answer}`)}</strong>{' '}
          <Chip tone="quiet">{t(`class.${verdict.class}`)}</Chip>
        </p>
        <RuleReasons ids={verdict.rules} />
        {subject === about ? null : <p className="small">{t('closer', { about: t(`about.${subject}`) })}</p>}
        {proxies.length === 0 ? null : (
          <p className="small">{t('proxiesHere', { fields: proxies.map(nameOf).join(', ') })}</p>
        )}
        {isOpen ? (
          <p className="small">
            {t('stillNeeded', { needs: missing.map((need) => t(`need.${need}`)).join(', ') })}
          </p>
        ) : null}
      </div>
    </Card>
  );
}

export function RuleReasons({ ids }: { ids: readonly Verdict['rules'][number][] }) {
  const t = useTexts(guardrailTexts);
  return (
    <ul className="plain-list stack stack-tight">
      {rules
        .filter(({ id }) => ids.includes(id))
        .map(({ id, source }) => (
          <li key={id}>
            {t(`rule.${id}`)}. {t(`why.${id}`)}{' '}
            <span className="small soft">{t('source', { source: t(`source.${source}`) })}</span>
          </li>
        ))}
    </ul>
  );
}

/** A field by the name that people use. */
export function useProxyNames(data: readonly DataOption[]): (proxy: ProxyField) => string {
  const t = useTexts(guardrailTexts);
  const local = useLocal();
  const columnName = useColumnName();
  return ({ dataSet, column }) => {
    const option = data.find((one) => one.dataSet === dataSet);
    const name = option === undefined ? dataSet : local(option.name);
    if (column === null) return t('proxyWhole', { dataSet: name });
    const found = option?.columns.find((one) => one.name === column);
    return `${found === undefined ? column : columnName(found)} (${name})`;
  };
}
