import type { ProjectRisk } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { TextLink } from '../../ui/link.tsx';
import './risks.css';
import { canvasQuery } from './use-canvas.ts';

interface RisksProps {
  readonly edition: string;
  readonly risks: readonly ProjectRisk[];
}

/** Requirement 41: the known causes of failed projects, shown before the edition begins; they stop nothing. */
export function Risks({ edition, risks }: RisksProps) {
  const t = useTexts(canvasTexts);
  if (risks.length === 0) {
    return (
      <Card tone="ok" className="canvas-risks">
        <p>{t('risksNone')}</p>
      </Card>
    );
  }
  return (
    <Card as="section" tone="warning" labelledBy="canvas-risks" className="canvas-risks">
      <h2 className="utrecht-heading-3" id="canvas-risks">
        {t('risksTitle')}
      </h2>
      <p className="small soft no-print">{t('risksLead')}</p>
      <RiskList edition={edition} risks={risks} />
    </Card>
  );
}

/** The same list where a step can be finished; nothing when there is nothing to think about. */
export function StepRisks({ edition }: { edition: string }) {
  const t = useTexts(canvasTexts);
  const risks = useQuery(canvasQuery(edition)).data?.risks ?? [];
  if (risks.length === 0) return null;
  return (
    <>
      <p>
        <strong>{t('risksTitle')}.</strong> {t('risksLead')}
      </p>
      <RiskList edition={edition} risks={risks} />
    </>
  );
}

function RiskList({ edition, risks }: RisksProps) {
  const t = useTexts(canvasTexts);
  return (
    <ul className="canvas-risk-list">
      {risks.map(({ code, n, box }) => (
        <li key={`${code} ${box}`}>
          {t(`risk.${code}`, { n })}{' '}
          <TextLink
            to="/editions/$edition/canvas"
            params={{ edition }}
            search={{ box }}
            resetScroll={false}
            className="no-print"
          >
            {t(`box.${box}`)}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
