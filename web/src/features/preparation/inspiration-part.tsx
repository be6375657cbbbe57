import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useState } from 'react';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ExampleForm } from './example-form.tsx';
import { InspirationList } from './inspiration-list.tsx';

/** Requirement 50: what others did on this theme, and a place to add to it. */
export function InspirationPart({ edition }: { edition: Edition }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const [adding, setAdding] = useState(false);
  const theme = local(edition.theme);
  return (
    <div className="stack stack-wide">
      <InspirationList theme={theme} without={edition.slug} />
      <div>
        <ActionButton onClick={() => setAdding(true)}>{t('exampleAdd')}</ActionButton>
      </div>
      <Dialog title={t('exampleAdd')} open={adding} onClose={() => setAdding(false)}>
        <ExampleForm theme={theme} onDone={() => setAdding(false)} />
      </Dialog>
    </div>
  );
}
