import type { ProjectRisk } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { TextLink } from '../../ui/link.tsx';

/** Requirement 41: the known causes of failed projects, shown before the edition begins. */
export function Risks({ edition, risks }: { edition: string; risks: readonly ProjectRisk[] }) {
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
    </Card>
  );
}
