import { factorsRoutes } from '@datalab/server/modules/identity/factors.contract.ts';
import type { Session } from '@datalab/server/modules/identity/identity.contract.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ApiProblem, call } from '../../app/api.ts';
import { answerWithPasskey, canUsePasskeys } from '../../app/passkeys.ts';
import { useTexts } from '../../i18n/language.tsx';
import { proofTexts } from '../../i18n/proof.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

/** The passkey itself says whose it is: nothing has to be typed. */
export function PasskeySignIn({ look }: { look: 'primary' | 'secondary' }) {
  const t = useTexts(proofTexts);
  const client = useQueryClient();
  const signIn = useMutation<Session, ApiProblem>({
    mutationFn: async () => {
      const options = await call(factorsRoutes.startPasskeySignIn, {});
      return call(factorsRoutes.signInWithPasskey, { body: { passkey: await answerWithPasskey(options) } });
    },
    onSuccess: () => client.invalidateQueries(),
  });
  if (!canUsePasskeys()) return null;
  return (
    <div className="stack stack-tight">
      <ProblemAlert error={signIn.error} />
      <div>
        <ActionButton look={look} busy={signIn.isPending} onClick={() => signIn.mutate()}>
          {t('signInPasskey')}
        </ActionButton>
      </div>
    </div>
  );
}
