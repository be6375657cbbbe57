import type { Edition, StepKey } from '@datalab/server/modules/editions/editions.contract.ts';
import type { PlanAdvice } from '@datalab/server/modules/readiness/readiness.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextLink } from '../../ui/link.tsx';
import { readinessQuery } from './readiness.ts';

/** What changes in the plan, sentence by sentence, with the organisation it is about. */
export function PlanAdviceList({ plan }: { plan: readonly PlanAdvice[] }) {
  const t = useTexts(readinessTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  return (
    <ul className="plain-list stack stack-tight">
      {plan.map(({ code, organisation, area, extraWeeks, onlyOwn }) => (
        <li key={`${organisation} ${area}`} className="plan-advice">
          <OrganisationPieces slugs={[organisation]} />
          <span>
            {t(`plan.${code}`, { organisation: nameOf(organisation), area: t(`area.${area}`) })}{' '}
            {extraWeeks === 0 ? null : <Chip tone="rust">{t('extraWeeks', { n: extraWeeks })}</Chip>}{' '}
            {onlyOwn ? <Chip tone="quiet">{t('onlyOwn')}</Chip> : null}
            <span className="visually-hidden"> ({local(nameOf(organisation))})</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The advice that belongs to one step, on the page of that step; nothing when there is none. */
export function PlanAdviceHere({ edition, step }: { edition: Edition; step: StepKey }) {
  const t = useTexts(readinessTexts);
  const me = usePerson();
  const isIn = edition.participations.some(
    ({ organisation, decision }) => organisation === me?.organisation && decision === 'in',
  );
  const query = useQuery({ ...readinessQuery(edition.slug), enabled: isIn });
  const plan = query.data?.plan.filter((advice) => advice.step === step) ?? [];
  if (plan.length === 0) return null;
  return (
    <Card as="section" tone="tint" className="stack stack-tight plan-here" labelledBy="plan-here">
      <h2 className="utrecht-heading-3" id="plan-here">
        {t('planHere')}
      </h2>
      <PlanAdviceList plan={plan} />
      <p className="small">
        <TextLink to="/editions/$edition/readiness" params={{ edition: edition.slug }}>
          {t('planWhy')}
        </TextLink>
      </p>
    </Card>
  );
}
