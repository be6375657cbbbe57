import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { AgreementVersion } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { agreementTexts } from '../../i18n/agreement.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { Differences } from './differences.tsx';
import { shortHash } from './sign.tsx';

/** Every version that was ever in force, the newest first, with what differs from the one before it. */
export function Versions({ sharing }: { sharing: SharingView }) {
  const t = useTexts(agreementTexts);
  if (sharing.versions.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="versions">
      <Heading2 id="versions">{t('versions')}</Heading2>
      <ul className="plain-list stack">
        {sharing.versions.map((version) => (
          <VersionCard key={version.number} sharing={sharing} version={version} />
        ))}
      </ul>
    </section>
  );
}

function VersionCard({ sharing, version }: { sharing: SharingView; version: AgreementVersion }) {
  const t = useTexts(agreementTexts);
  const { language } = useLanguage();
  const { number, kind, hash, since, until, inForce, signatures, differences } = version;
  return (
    <Card as="li">
      <div className="stack stack-tight">
        <div className="row row-between">
          <Heading3>{t('version', { n: number })}</Heading3>
          <Chip tone={inForce ? 'green' : 'quiet'}>{t(inForce ? 'inForce' : 'over')}</Chip>
        </div>
        <p className="small soft">
          {t(`kind.${kind}`)} ·{' '}
          {until === null
            ? t('sinceDate', { from: formatDate(since, language) })
            : t('fromTo', { from: formatDate(since, language), to: formatDate(until, language) })}{' '}
          · <code title={hash}>{shortHash(hash)}</code>
        </p>
        <p className="row small">
          <OrganisationPieces slugs={signatures.map(({ organisation }) => organisation)} />
          {t('signaturesOf', { n: signatures.length })}
        </p>
        <Differences plan={sharing.plan} differences={differences} />
      </div>
    </Card>
  );
}
