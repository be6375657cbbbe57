import { factorsRoutes } from '@datalab/server/modules/identity/factors.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { factorsTexts } from '../../i18n/factors.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

/** For administrators: whether everybody of their organisation needs a second factor. */
export function OwnSignInRules({ organisation }: { organisation: string }) {
  const t = useTexts(factorsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const params = { organisation };
  const rules = useQuery(apiQuery(factorsRoutes.getSignInRules, { params })).data;
  const change = useApiChange(factorsRoutes.putSignInRules, () => toast({ text: t('rulesSaved') }));
  if (rules === undefined || !rules.may.change.allowed) return null;
  const { secondFactorSince: since, withoutFactor } = rules;
  return (
    <section>
      <Heading2>{t('rulesTitle')}</Heading2>
      <Card className="stack">
        <Choice
          type="checkbox"
          name="second-factor"
          checked={change.isPending ? change.variables.body.secondFactor : since !== null}
          hint={t('rulesHint')}
          onChange={(secondFactor) => change.mutate({ params, body: { secondFactor } })}
        >
          {t('rulesDemand')}
        </Choice>
        <p className="small soft">
          {since === null ? null : `${t('rulesSince', { date: formatDate(since, language) })} `}
          {t('rulesWithout', { n: withoutFactor })}
        </p>
        <ProblemAlert error={change.error} />
      </Card>
    </section>
  );
}
