import {
  biasPhases,
  type DataOption,
  humanRole,
  type Need,
  type Verdict,
} from '@datalab/server/modules/guardrail/check.contract.ts';
import { proxyKey } from '@datalab/server/modules/guardrail/rules.contract.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useTexts } from '../../i18n/language.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import type { CheckDraft } from './check-draft.ts';
import { useProxyNames } from './check-verdict.tsx';

interface CheckRecordsProps {
  readonly draft: CheckDraft;
  readonly verdict: Verdict;
  readonly needs: readonly Need[];
  readonly data: readonly DataOption[];
  onChange(change: Partial<CheckDraft>): void;
}

const size = { rows: 2, maxLength: 1000 };

/** Requirements 8, 11 and 12: what is looked at first, as far as this outcome needs it. */
export function CheckRecords(props: CheckRecordsProps) {
  const t = useTexts(guardrailTexts);
  const { draft, needs, verdict, onChange } = props;
  if (verdict.answer === 'forbidden') return <Human {...props} />;
  return (
    <div className="stack stack-wide">
      {needs.includes('context') ? (
        <section className="stack">
          <Heading2>{t('firstTitle')}</Heading2>
          <LongTextField
            {...size}
            label={t('context')}
            hint={t('contextHint')}
            value={draft.context}
            onChange={(context) => onChange({ context })}
          />
          <LongTextField
            {...size}
            label={t('fit')}
            hint={t('fitHint')}
            value={draft.fit}
            onChange={(fit) => onChange({ fit })}
          />
        </section>
      ) : null}
      {needs.includes('biases') ? <Biases {...props} /> : null}
      {needs.includes('proxies') ? <ProxyNotes {...props} /> : null}
      <Human {...props} />
    </div>
  );
}

function Biases({ draft, onChange }: CheckRecordsProps) {
  const t = useTexts(guardrailTexts);
  return (
    <section className="stack">
      <Heading2>{t('biasTitle')}</Heading2>
      <p>{t('biasLead')}</p>
      {(['data', 'model'] as const).map((phase) => (
        <div key={phase} className="stack">
          <Heading3>{t(`phase.${phase}`)}</Heading3>
          {biasPhases[phase].map((key) => (
            <LongTextField
              key={key}
              {...size}
              label={t(`bias.${key}`)}
              hint={t(`biasHint.${key}`)}
              value={draft.biases[key] ?? ''}
              onChange={(text) => onChange({ biases: { ...draft.biases, [key]: text } })}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

function ProxyNotes({ draft, verdict, data, onChange }: CheckRecordsProps) {
  const t = useTexts(guardrailTexts);
  const nameOf = useProxyNames(data);
  return (
    <section className="stack">
      <Heading2>{t('proxyTitle')}</Heading2>
      <p>{t('proxyLead')}</p>
      {verdict.proxies.map((proxy) => {
        const key = proxyKey(proxy);
        return (
          <LongTextField
            key={key}
            {...size}
            label={t('proxyField', { field: nameOf(proxy), kind: t(`proxy.${proxy.kind}`) })}
            value={draft.proxyNotes[key] ?? ''}
            onChange={(text) => onChange({ proxyNotes: { ...draft.proxyNotes, [key]: text } })}
          />
        );
      })}
    </section>
  );
}

function Human({ draft, onChange }: CheckRecordsProps) {
  const t = useTexts(guardrailTexts);
  return (
    <section className="stack">
      <Heading2>{t('humanTitle')}</Heading2>
      <SelectField
        label={t('human')}
        value={draft.human}
        onChange={(value) => onChange({ human: humanRole.options.find((role) => role === value) ?? '' })}
        options={[
          { value: '', label: t('choose') },
          ...humanRole.options.map((role) => ({ value: role, label: t(`human.${role}`) })),
        ]}
      />
      {draft.human === '' ? null : (
        <LongTextField
          {...size}
          label={t('humanHow')}
          value={draft.how}
          onChange={(how) => onChange({ how })}
        />
      )}
    </section>
  );
}
