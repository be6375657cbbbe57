import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { ReactNode } from 'react';
import { Card } from '../../ui/card.tsx';
import type { Draft } from './draft.ts';

export interface BuilderFieldsProps {
  edition: string;
  draft: Draft;
  options: readonly QueryOption[];
  source: QueryOption;
  onChange: (draft: Draft) => void;
  errors: Partial<Record<FieldKey, string>>;
}

export type FieldKey = 'question' | 'from' | 'measures' | 'by' | 'where' | 'also' | 'title' | 'viewTitle';

/** One part of the form: what it asks, what is wrong with it, and its fields. */
export function Part({
  legend,
  error,
  children,
}: {
  legend: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Card>
      <fieldset>
        <legend>{legend}</legend>
        {error === undefined ? null : (
          <p className="field-problem" role="alert">
            {error}
          </p>
        )}
        {children}
      </fieldset>
    </Card>
  );
}
