import { type CanvasBox, canvasRoutes } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { canvasTexts } from '../../i18n/canvas.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { LocalTextView } from '../../ui/local-text-view.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useBoxChange } from './use-canvas.ts';

/** Texts that were written at the same time, side by side until somebody chooses. */
export function CompetingTexts({ edition, box }: { edition: string; box: CanvasBox }) {
  const t = useTexts(canvasTexts);
  const choose = useBoxChange(edition, canvasRoutes.chooseText);
  const { key, agreed, competing } = box;
  if (competing.length === 0) return null;
  const decide = (version: number, choice: 'take' | 'set-aside') =>
    choose.mutate({ params: { edition, box: key, version }, body: { choice, basedOn: agreed?.number ?? 0 } });
  return (
    <Card as="section" tone="warning" labelledBy="canvas-competing" className="stack stack-tight">
      <h3 className="utrecht-heading-3" id="canvas-competing">
        {t('competingTitle')}
      </h3>
      <p>{t('competingLead')}</p>
      {competing.map((other) => (
        <div className="canvas-side-by-side" key={other.number}>
          {agreed === null ? null : (
            <Card className="stack stack-tight">
              <p className="small soft">{t('competingNow', { name: agreed.by.name })}</p>
              <LocalTextView className="canvas-text" text={agreed.text} />
              <ActionButton busy={choose.isPending} onClick={() => decide(other.number, 'set-aside')}>
                {t('keep')}
              </ActionButton>
            </Card>
          )}
          <Card className="stack stack-tight">
            <p className="small soft">{t('competingOther', { name: other.by.name })}</p>
            <LocalTextView className="canvas-text" text={other.text} />
            <ActionButton busy={choose.isPending} onClick={() => decide(other.number, 'take')}>
              {t('take')}
            </ActionButton>
          </Card>
        </div>
      ))}
      <ProblemAlert error={choose.error} />
    </Card>
  );
}
