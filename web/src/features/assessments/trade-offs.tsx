import type { Ethics, TradeOff } from '@datalab/server/modules/assessments/ethics.contract.ts';
import { assessmentsTexts } from '../../i18n/assessments.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { SecondaryLink } from '../../ui/link.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { Recorded } from './recorded.tsx';

export function TradeOffs({ edition, ethics }: { edition: string; ethics: Ethics }) {
  const t = useTexts(assessmentsTexts);
  return (
    <section className="stack">
      <Heading2>{t('tradeOffs')}</Heading2>
      {ethics.tradeOffs.length === 0 ? <p className="soft">{t('tradeOffsNone')}</p> : null}
      {ethics.tradeOffs.map((tradeOff) => (
        <OneTradeOff key={tradeOff.id} edition={edition} tradeOff={tradeOff} may={ethics.may.record} />
      ))}
      {ethics.may.record.allowed ? (
        <div className="no-print">
          <SecondaryLink to="/editions/$edition/assessments/trade-off" params={{ edition }}>
            {t('tradeOffAdd')}
          </SecondaryLink>
        </div>
      ) : null}
    </section>
  );
}

interface OneTradeOffProps {
  readonly edition: string;
  readonly tradeOff: TradeOff;
  readonly may: Ethics['may']['record'];
}

function OneTradeOff({ edition, tradeOff, may }: OneTradeOffProps) {
  const t = useTexts(assessmentsTexts);
  const local = useLocal();
  const { favours, costs, choice, givenUp } = tradeOff;
  const names = { favours: t(`principle.${favours}`), costs: t(`principle.${costs}`) };
  return (
    <Card as="article" className="stack stack-tight">
      <Heading3>{t('over', names)}</Heading3>
      <LocalTextView text={choice} />
      <p>{t('givenUpIs', { text: local(givenUp) })}</p>
      <Recorded edition={edition} record={tradeOff} about={t('over', names)} may={may} />
    </Card>
  );
}
