import { type MailServer, mailServerRoutes } from '@datalab/server/modules/notices/mail-server.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import { MailForm } from './mail-form.tsx';
import { mailServerQuery } from './use-set-up.ts';

export function MailStep() {
  const query = useQuery(mailServerQuery);
  return (
    <Loaded query={query}>
      {(kept) => (kept.decidedBy === 'settings' ? <Chosen kept={kept} /> : <Fixed kept={kept} />)}
    </Loaded>
  );
}

/** Where the environment or the demo decides there is nothing to fill in, and mail can still be tried. */
function Fixed({ kept: { decidedBy, server } }: { kept: MailServer }) {
  const t = useTexts(setUpTexts);
  if (decidedBy === 'demo' || server === null) return <Alert type="info">{t('mailInDemo')}</Alert>;
  const { host, port, from } = server;
  return (
    <Card className="stack">
      <p>{t('mailFromEnvironment', { host, port: String(port), from })}</p>
      <SendTest />
    </Card>
  );
}

function Chosen({ kept }: { kept: MailServer }) {
  const t = useTexts(setUpTexts);
  const [way, setWay] = useState<MailServer['way']>(kept.way ?? 'server');
  return (
    <Card className="stack">
      <fieldset className="set-up-choices">
        <legend>{t('mailWay')}</legend>
        {(['server', 'without'] as const).map((one) => (
          <Choice
            key={one}
            type="radio"
            name="mail-way"
            checked={way === one}
            hint={t(`mailWayHint.${one}`)}
            onChange={() => setWay(one)}
          >
            {t(`mailWay.${one}`)}
          </Choice>
        ))}
      </fieldset>
      {way === 'without' ? <Without isChosen={kept.way === 'without'} /> : <MailForm server={kept.server} />}
    </Card>
  );
}

function Without({ isChosen }: { isChosen: boolean }) {
  const t = useTexts(setUpTexts);
  const toast = useToast();
  const put = useApiChange(mailServerRoutes.putMailServer, () => toast({ text: t('mailSaved') }));
  if (isChosen) return <p role="status">{t('mailWithoutChosen')}</p>;
  return (
    <div className="stack">
      <ProblemAlert error={put.error} />
      <div>
        <ActionButton
          look="primary"
          busy={put.isPending}
          onClick={() => put.mutate({ body: { way: 'without' } })}
        >
          {t('mailWithoutDo')}
        </ActionButton>
      </div>
    </div>
  );
}

function SendTest() {
  const t = useTexts(setUpTexts);
  const test = useApiChange(mailServerRoutes.testMailServer);
  return (
    <div className="stack">
      <div>
        <ActionButton busy={test.isPending} onClick={() => test.mutate({})}>
          {t('mailTest')}
        </ActionButton>
      </div>
      {test.data === undefined ? null : (
        <Alert type="ok">
          <p>{t('mailTested', { email: test.data.to })}</p>
        </Alert>
      )}
      <ProblemAlert error={test.error} />
    </div>
  );
}
