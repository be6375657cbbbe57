import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { type ReactNode, useState } from 'react';
import { closingTexts } from '../../i18n/closing.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface LearningItem {
  readonly id: string;
  /** The text, also for a screen reader at the button that removes it. */
  readonly text: string;
  readonly above?: ReactNode;
  readonly below: ReactNode;
  readonly may: { readonly remove: Permission };
}

interface LearningListProps {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly add: string;
  readonly items: readonly LearningItem[];
  readonly mayAdd: Permission;
  readonly removal: { readonly isPending: boolean; readonly error: Error | null };
  onRemove(id: string): void;
  renderForm(onDone: () => void): ReactNode;
}

/** What people wrote down about an edition: each on a card that its writer may remove, and a form to add one. */
export function LearningList({
  id,
  title,
  none,
  add,
  items,
  mayAdd,
  removal,
  onRemove,
  renderForm,
}: LearningListProps) {
  const t = useTexts(closingTexts);
  const [adding, setAdding] = useState(false);
  return (
    <section className="stack" aria-labelledby={id}>
      <Heading2 id={id}>{title}</Heading2>
      {items.length === 0 ? <EmptyState title={none} /> : null}
      <ul className="stack plain-list">
        {items.map(({ id: item, text, above, below, may }) => (
          <Card as="li" key={item} className="stack stack-tight">
            {above}
            <p>{text}</p>
            <p className="small soft">{below}</p>
            {may.remove.allowed ? (
              <div>
                <ActionButton
                  look="subtle"
                  about={text}
                  busy={removal.isPending}
                  onClick={() => onRemove(item)}
                >
                  {t('removeEntry')}
                </ActionButton>
              </div>
            ) : null}
          </Card>
        ))}
      </ul>
      <ProblemAlert error={removal.error} />
      {mayAdd.reason === 'editions.finished' ? null : (
        <div>
          <ActionButton permission={mayAdd} onClick={() => setAdding(true)}>
            {add}
          </ActionButton>
        </div>
      )}
      <Dialog title={add} open={adding} onClose={() => setAdding(false)}>
        {renderForm(() => setAdding(false))}
      </Dialog>
    </section>
  );
}
