import type { Evidence } from '@datalab/server/modules/analyses/evidence.contract.ts';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { useOrganisations } from '../../app/session.ts';
import { evidenceTexts } from '../../i18n/evidence.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { Lineage } from '../../ui/lineage.tsx';
import { TextLink } from '../../ui/link.tsx';
import { OlderMark } from '../../ui/local-text-view.tsx';
import { Piece } from '../../ui/piece.tsx';
import { formatRetention } from '../catalogue/retention.ts';
import { rungVerbs } from '../questions/rung.ts';

/** The way back from a number to the goal it serves and the agreements it rests on, each stop a link. */
export function HowWeKnow({ evidence }: { evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  const { goal, question, analysis, protection } = evidence;
  const edition = evidence.edition.slug;
  const goalAt = formatDate(goal.at, language);
  return (
    <Card className="stack">
      <Heading2>{t('howWeKnow')}</Heading2>
      <Lineage
        stops={[
          {
            key: 'goal',
            title: (
              <TextLink to="/editions/$edition/$step" params={{ edition, step: 'prioritise' }}>
                {t('goal', { text: local(goal.text) })}
              </TextLink>
            ),
            detail: (
              <>
                <OlderMark text={goal.text} />{' '}
                {goal.organisation
                  ? t('goalBy', { name: local(nameOf(goal.organisation)), at: goalAt })
                  : t('goalJoint', { at: goalAt })}
                {goal.successCriterion && (
                  <div>
                    {t('goalReached', { text: local(goal.successCriterion) })}{' '}
                    <OlderMark text={goal.successCriterion} />
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'question',
            title: (
              <TextLink to="/editions/$edition/$step" params={{ edition, step: 'picture' }}>
                {t('questionStop', { n: question.number, text: local(question.text) })}
              </TextLink>
            ),
            detail: t('questionBy', {
              verb: t(rungVerbs[question.rung]),
              name: local(nameOf(question.askedBy)),
            }),
          },
          {
            key: 'analysis',
            title: (
              <TextLink
                to="/editions/$edition/analyses/$analysis"
                params={{ edition, analysis: analysis.id }}
              >
                {t('analysisStop', { text: local(analysis.title) })}
              </TextLink>
            ),
            detail: (
              <>
                <OlderMark text={analysis.title} />{' '}
                {t('analysisBy', {
                  at: formatDate(evidence.at, language),
                  by: evidence.by,
                  version: analysis.version,
                })}
              </>
            ),
          },
          {
            key: 'sources',
            title: (
              <span className="row">
                <OrganisationPieces slugs={evidence.organisations} />
                {t('sourcesStop', { n: evidence.sources.length, m: evidence.organisations.length })}
              </span>
            ),
            detail: <Sources evidence={evidence} />,
          },
          { key: 'basis', title: t('basisStop'), detail: <LegalBases evidence={evidence} /> },
          {
            key: 'protection',
            title: t('protectionStop'),
            detail: t('protection', {
              published: protection.publishedCells,
              suppressed: protection.suppressedCells,
              zero: protection.zeroCells,
            }),
          },
        ]}
      />
    </Card>
  );
}

function Sources({ evidence: { sources, edition } }: { evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf, colourOf } = useOrganisations();
  return (
    <ul className="evidence-sources">
      {sources.map(({ dataSet, name, organisation, version, rounded, delivery }) => (
        <li key={dataSet}>
          <Piece colour={colourOf(organisation)} name={local(nameOf(organisation))} size="small" />{' '}
          <TextLink
            to="/editions/$edition/deliveries/$delivery"
            params={{ edition: edition.slug, delivery: delivery.id }}
          >
            {t('source', { name: local(name), at: formatDate(delivery.at, language) })}
          </TextLink>
          <div>
            {t('sourceVersion', { version })} ·{' '}
            {rounded
              ? t('sourceRowsAbout', { n: delivery.accepted })
              : t('sourceRows', {
                  accepted: formatNumber(delivery.accepted, language),
                  read: formatNumber(delivery.read, language),
                })}
            {delivery.rejected > 0 && (
              <> · {t(rounded ? 'sourceRejectedAbout' : 'sourceRejected', { n: delivery.rejected })}</>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function LegalBases({ evidence: { sources } }: { evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  const local = useLocal();
  const { language } = useLanguage();
  return (
    <ul className="evidence-sources">
      {sources.map(({ dataSet, name, contract }) => (
        <li key={dataSet}>
          <TextLink to="/data/$dataSet" params={{ dataSet }}>
            {t('basis', {
              name: local(name),
              basis: contract.legalBasis ? local(contract.legalBasis) : t('basisUnknown'),
            })}
          </TextLink>
          {contract.purpose && <div>{t('purpose', { text: local(contract.purpose) })}</div>}
          <div>
            {contract.retention && (
              <>{t('retention', { text: formatRetention(contract.retention, language) })} · </>
            )}
            {t('contractVersion', { version: contract.version })}
          </div>
        </li>
      ))}
    </ul>
  );
}
