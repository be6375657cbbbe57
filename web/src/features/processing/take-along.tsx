import { processingRoutes } from '@datalab/server/modules/processing/processing.contract.ts';
import { useMutation } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import { addressOf } from '../../app/api.ts';
import { useProof } from '../../app/proof-context.ts';
import { requireFresh } from '../../app/require-fresh.ts';
import { useTexts } from '../../i18n/language.tsx';
import { processingTexts } from '../../i18n/processing.ts';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

/** The whole log as a file; with persons only for who proves that it is them. */
export function TakeAlong() {
  const t = useTexts(processingTexts);
  const [persons, setPersons] = useState(false);
  const proven = useProof();
  const address = addressOf(processingRoutes.exportProcessing, {
    query: { persons: persons ? 'yes' : 'no' },
  });
  const download = useMutation({
    mutationFn: () => proven(requireFresh),
    onSuccess: () => location.assign(address),
  });
  const follow = (event: MouseEvent) => {
    if (!persons) return;
    event.preventDefault();
    download.mutate();
  };
  return (
    <section className="stack" aria-labelledby="take-along">
      <Heading2 id="take-along">{t('takeAlong')}</Heading2>
      <Card className="stack">
        <p>{t('takeAlongWhat')}</p>
        <Choice
          type="checkbox"
          name="persons"
          checked={persons}
          hint={t('withPersonsHint')}
          onChange={setPersons}
        >
          {t('withPersons')}
        </Choice>
        <div>
          <a
            className="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--secondary-action"
            href={address}
            download
            onClick={follow}
          >
            {t('take')}
          </a>
        </div>
        <ProblemAlert error={download.error} />
      </Card>
    </section>
  );
}
