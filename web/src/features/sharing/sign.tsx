import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { agreementTexts } from '../../i18n/agreement.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

const hashShown = 12;

/** The first signs of a hash, enough to compare two by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, hashShown);
}

/** Signs the text as it is now: with another text the hub refuses, and it has to be read again. */
export function Sign({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(agreementTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const toast = useToast();
  const me = usePerson();
  const own = sharing.parties.find(({ organisation }) => organisation === me?.organisation);
  const sign = useApiChange(sharingRoutes.sign, () => toast({ text: t('signedNow') }));
  const { hash, state } = sharing;
  if (state !== 'signing' || hash === null || own === undefined || own.signature !== null) return null;
  return (
    <Card as="section" tone="tint" labelledBy="sign" className="no-print">
      <div className="stack stack-tight">
        <Heading2 id="sign" tabIndex={-1}>
          {t('signTitle', { name: local(nameOf(own.organisation)) })}
        </Heading2>
        <p>{t('signHint')}</p>
        <p className="small">
          {t('hash')} <code className="hash">{hash}</code>
        </p>
        <div>
          <ActionButton
            look="primary"
            permission={own.may.sign}
            busy={sign.isPending}
            onClick={() => sign.mutate({ params: { edition }, body: { hash } })}
          >
            {t('sign')}
          </ActionButton>
        </div>
        <ProblemAlert error={sign.error} />
      </div>
    </Card>
  );
}
