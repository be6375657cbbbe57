import { type OwnSignOn as Own, signOnRoutes } from '@datalab/server/modules/identity/sign-on.contract.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { addressOf } from '../../app/api.ts';
import { useProof } from '../../app/proof-context.ts';
import { apiQuery } from '../../app/query.ts';
import { requireFresh } from '../../app/require-fresh.ts';
import { sessionQuery } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { signOnTexts } from '../../i18n/sign-on.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

/** Not for the persons of a demo, who are nobody’s colleague. */
export function OwnSignOn() {
  const session = useQuery(sessionQuery).data;
  const person = session?.person ?? null;
  const isPlayed = session?.demoPersons.some(({ id }) => id === person?.id) ?? false;
  const own = useQuery({ ...apiQuery(signOnRoutes.getOwnSignOn, {}), enabled: person !== null && !isPlayed });
  if (person === null || own.data === undefined || own.data === null)
    return <ProblemAlert error={own.error} />;
  return <Linked organisation={person.organisation} own={own.data} />;
}

function Linked({ organisation, own }: { organisation: string; own: Own }) {
  const t = useTexts(signOnTexts);
  const { language } = useLanguage();
  const proven = useProof();
  const address = addressOf(signOnRoutes.linkSignOn, { params: { organisation }, query: { to: '/me' } });
  const link = useMutation({
    mutationFn: () => proven(requireFresh),
    onSuccess: () => location.assign(address),
  });
  const { issuer, linkedAt } = own;
  return (
    <section>
      <Heading2>{t('ownTitle')}</Heading2>
      <Card className="stack long-words">
        {linkedAt === null ? (
          <>
            <p>{t('ownLead')}</p>
            <ProblemAlert error={link.error} />
            <div>
              <ActionButton busy={link.isPending} onClick={() => link.mutate()}>
                {t('ownLink')}
              </ActionButton>
            </div>
          </>
        ) : (
          <p>{t('ownLinked', { issuer, date: formatDate(linkedAt, language) })}</p>
        )}
      </Card>
    </section>
  );
}
