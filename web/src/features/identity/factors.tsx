import {
  factorsRoutes,
  type Factors as OwnedFactors,
} from '@datalab/server/modules/identity/factors.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { sessionQuery } from '../../app/session.ts';
import { factorsTexts } from '../../i18n/factors.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import { BackupCodes } from './backup-codes.tsx';
import { Passkeys } from './passkeys.tsx';
import { TotpSetUp } from './totp-set-up.tsx';
import './factors.css';

export const factorsQuery = apiQuery(factorsRoutes.getFactors, {});

/** Not for the persons of a demo: everybody plays them. */
export function OwnFactors() {
  const session = useQuery(sessionQuery).data;
  const person = session?.person ?? null;
  if (person === null || session?.demoPersons.some(({ id }) => id === person.id)) return null;
  return <Factors />;
}

/** What a person signs in with besides the password. */
function Factors() {
  const t = useTexts(factorsTexts);
  const query = useQuery(factorsQuery);
  return (
    <section className="stack">
      <Heading2>{t('title')}</Heading2>
      <p>{t('lead')}</p>
      <Loaded query={query} lines={4}>
        {(factors) => <FactorCards factors={factors} />}
      </Loaded>
    </section>
  );
}

interface FactorCardsProps {
  readonly factors: OwnedFactors;
  /** A factor is there, and its backup codes are kept. */
  onKept?(): void;
}

/** Backup codes that were made just now come before all else: they are shown once. */
export function FactorCards({ factors, onKept }: FactorCardsProps) {
  const [codes, setCodes] = useState<readonly string[]>([]);
  const show = (made: readonly string[]) => {
    setCodes(made);
    if (made.length === 0) onKept?.();
  };
  if (codes.length > 0) return <BackupCodes codes={codes} onKept={() => show([])} />;
  return (
    <>
      <Totp factors={factors} onCodes={show} />
      <Passkeys factors={factors} onCodes={show} />
      {factors.totpSince === null && factors.passkeys.length === 0 ? null : (
        <Backup left={factors.backupCodesLeft} onCodes={show} />
      )}
    </>
  );
}

interface PartProps {
  readonly factors: OwnedFactors;
  onCodes(codes: readonly string[]): void;
}

function Totp({ factors, onCodes }: PartProps) {
  const t = useTexts(factorsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const remove = useApiChange(factorsRoutes.removeTotp, () => toast({ text: t('totpOff') }));
  const { totpSince, may } = factors;
  return (
    <Card className="stack">
      <Heading3>{t('totp')}</Heading3>
      <p>{t('totpWhat')}</p>
      {totpSince === null ? (
        <TotpSetUp permission={may.set} onCodes={onCodes} />
      ) : (
        <>
          <p>{t('totpSince', { date: formatDate(totpSince, language) })}</p>
          <ProblemAlert error={remove.error} />
          <div>
            <ActionButton
              about={t('totp')}
              permission={may.remove}
              busy={remove.isPending}
              onClick={() => remove.mutate({})}
            >
              {t('totpRemove')}
            </ActionButton>
          </div>
        </>
      )}
    </Card>
  );
}

function Backup({ left, onCodes }: { left: number; onCodes: (codes: readonly string[]) => void }) {
  const t = useTexts(factorsTexts);
  const renew = useApiChange(factorsRoutes.renewBackupCodes, onCodes);
  return (
    <Card className="stack">
      <Heading3>{t('backup')}</Heading3>
      <p>{t('backupLeft', { n: left })}</p>
      <ProblemAlert error={renew.error} />
      <div>
        <ActionButton busy={renew.isPending} onClick={() => renew.mutate({})}>
          {t('backupRenew')}
        </ActionButton>
      </div>
    </Card>
  );
}
