import { sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { LegalBasis } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingDeskTexts } from '../../i18n/sharing-desk.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';

const basesQuery = apiQuery(sharingRoutes.listLegalBases, {});

/** The dated list of legal bases that a plan can name, and whether somebody looked at each. */
export function LegalBasesPage() {
  const t = useTexts(sharingDeskTexts);
  const query = useQuery(basesQuery);
  return (
    <Page title={t('basesTitle')} lead={t('basesLead')}>
      <Loaded query={query}>
        {({ bases, may }) =>
          bases.length === 0 ? (
            <EmptyState title={t('basesNone')} />
          ) : (
            <ul className="plain-list stack">
              {bases.map((basis) => (
                <BasisCard key={basis.id} basis={basis} permission={may.change} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function BasisCard({ basis, permission }: { basis: LegalBasis; permission: Permission }) {
  const t = useTexts(sharingDeskTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const check = useApiChange(sharingRoutes.changeLegalBasis);
  const { id, name, reference, kind, source, checkedBy, checkedAt } = basis;
  const isChecked = checkedBy !== null && checkedAt !== null;
  const { validFrom, validTo } = basis;
  const looked = () =>
    check.mutate({
      params: { basis: id },
      body: {
        ...{ kind, reference, source, validFrom, validTo, checked: true },
        name: { nl: name.nl, en: name.en },
        check: { nl: basis.check.nl, en: basis.check.en },
      },
    });
  return (
    <Card as="li">
      <div className="stack stack-tight">
        <div className="row row-between">
          <Heading2 className="desk-title">{local(name)}</Heading2>
          <Chip tone={isChecked ? 'green' : 'rust'}>{t(isChecked ? 'basisChecked' : 'basisUnchecked')}</Chip>
        </div>
        <p className="small soft">
          {t(`kind.${kind}`)} · {reference} · {source}
        </p>
        <p>
          <strong>{t('lookAt')}</strong> {local(basis.check)}
        </p>
        {isChecked ? (
          <p className="small soft">
            {t('checkedBy', { by: checkedBy, date: formatDate(checkedAt, language) })}
          </p>
        ) : (
          <div>
            <ActionButton permission={permission} busy={check.isPending} onClick={looked}>
              {t('checkBasis')}
            </ActionButton>
          </div>
        )}
        <ProblemAlert error={check.error} />
      </div>
    </Card>
  );
}
