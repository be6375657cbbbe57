import type { Closing } from '@datalab/server/modules/closing/closing.contract.ts';
import { reportRoutes } from '@datalab/server/modules/closing/report.contract.ts';
import { useMutation } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import { addressOf } from '../../app/api.ts';
import { useProof } from '../../app/proof-context.ts';
import { requireFresh } from '../../app/require-fresh.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

/** The whole edition in one file, for others who want to build on it. */
export function ExportEdition({ edition, closing }: { edition: string; closing: Closing }) {
  const t = useTexts(closingTexts);
  const messageOf = useMessage();
  const [people, setPeople] = useState(false);
  const proven = useProof();
  const download = useMutation({
    mutationFn: () => proven(requireFresh),
    onSuccess: () => location.assign(address),
  });
  const follow = (event: MouseEvent) => {
    if (!people) return;
    event.preventDefault();
    download.mutate();
  };
  const { export: may } = closing.may;
  const address = addressOf(reportRoutes.exportEdition, {
    params: { edition },
    query: { people: people ? 'yes' : 'no' },
  });
  return (
    <section className="stack" aria-labelledby="take-along">
      <Heading2 id="take-along">{t('takeAlong')}</Heading2>
      <Card className="stack">
        <p>{t('takeAlongWhat')}</p>
        {may.allowed ? (
          <>
            <Choice
              type="checkbox"
              name="people"
              checked={people}
              hint={t('withPeopleHint')}
              onChange={setPeople}
            >
              {t('withPeople')}
            </Choice>
            <div>
              <a
                className="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--secondary-action"
                href={address}
                download
                onClick={follow}
              >
                {t('export')}
              </a>
            </div>
            <ProblemAlert error={download.error} />
          </>
        ) : (
          <p className="small soft">{may.reason === undefined ? null : messageOf(may.reason)}</p>
        )}
      </Card>
    </section>
  );
}
