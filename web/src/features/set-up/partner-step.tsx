import type { NetworkOrganisation } from '@datalab/server/modules/identity/network.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { usePerson } from '../../app/session.ts';
import { useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { AddOrganisation } from '../identity/add-organisation.tsx';
import { CodeShown, type ShownCode } from '../identity/codes.tsx';
import { networkQuery } from '../identity/network.ts';

/** The partners there are, and the invitation of another. */
export function PartnerStep() {
  const t = useTexts(setUpTexts);
  const own = usePerson()?.organisation;
  const query = useQuery(networkQuery);
  const [shown, setShown] = useState<ShownCode>();
  return (
    <>
      {shown === undefined ? null : <CodeShown {...shown} />}
      <Loaded query={query}>
        {({ organisations }) => (
          <Partners partners={organisations.filter(({ organisation }) => organisation.slug !== own)} />
        )}
      </Loaded>
      <section>
        <Heading2>{t('partnerInvite')}</Heading2>
        <AddOrganisation onMade={setShown} />
      </section>
    </>
  );
}

function Partners({ partners }: { partners: readonly NetworkOrganisation[] }) {
  const t = useTexts(setUpTexts);
  if (partners.length === 0) return null;
  return (
    <section>
      <Heading2>{t('partners')}</Heading2>
      <ul className="stack plain-list">
        {partners.map((one) => (
          <Card as="li" key={one.organisation.slug} className="row row-between">
            <OrganisationName slug={one.organisation.slug} />
            <Chip tone={stateOfPartner(one) === 'confirmed' ? 'green' : 'rust'}>
              {t(`partner.${stateOfPartner(one)}`)}
            </Chip>
          </Card>
        ))}
      </ul>
      <p className="small soft">
        {t('partnersMore')} <TextLink to="/organisations">{t('partnersPage')}</TextLink>
      </p>
    </section>
  );
}

function stateOfPartner({ people, confirmed, code }: NetworkOrganisation) {
  if (people === 0) return code === null ? 'added' : 'invited';
  return confirmed === null ? 'waits' : 'confirmed';
}
