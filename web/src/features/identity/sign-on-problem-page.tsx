import { signOnProblems } from '@datalab/server/modules/identity/sign-on.contract.ts';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { signOnTexts } from '../../i18n/sign-on.ts';
import { Alert } from '../../ui/alert.tsx';
import { AddressLink, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { signOnAddress } from './sign-on-entry.tsx';

const route = getRouteApi('/sign-on');

/** What went wrong between here and the provider, and what to do now. */
export function SignOnProblemPage() {
  const t = useTexts(signOnTexts);
  const messageOf = useMessage();
  const search = route.useSearch();
  const { organisation } = search;
  const problem = signOnProblems.find((code) => code === search.problem) ?? 'message.unknown';
  const isIn = problem === 'identity.sign-on-no-roles';
  return (
    <Page title={isIn ? t('noRolesTitle') : t('problemTitle')}>
      <div className="stack">
        <Alert type={isIn ? 'info' : 'error'}>
          <p>{messageOf(problem)}</p>
        </Alert>
        <div className="row">
          {organisation === undefined ? null : (
            <AddressLink href={signOnAddress(organisation)}>{t('tryAgain')}</AddressLink>
          )}
          <TextLink to="/">{isIn ? t('toHome') : t('otherWay')}</TextLink>
        </div>
      </div>
    </Page>
  );
}
