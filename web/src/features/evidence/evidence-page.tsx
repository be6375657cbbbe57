import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { Evidence } from '@datalab/server/modules/analyses/evidence.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { evidenceTexts } from '../../i18n/evidence.ts';
import { formatList, formatPeriod } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { downloadText, titleToFileName } from '../../ui/charts/download.ts';
import { shapesOf, type ViewShape } from '../../ui/charts/points.ts';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { LoadedPage } from '../../ui/query-state.tsx';
import { ScrollBox } from '../../ui/scroll-box.tsx';
import { FindingOutdated, FindingText, useFindingText } from '../analyses/finding-text.tsx';
import { editionQuery } from '../editions/edition.ts';
import { EditionPage } from '../editions/edition-page.tsx';
import { WithdrawnMark } from '../editions/withdrawn-mark.tsx';
import { AnswerFigure } from '../figures/answer-figure.tsx';
import { EarlierRulesNotice } from '../figures/earlier-rules-notice.tsx';
import { NearestQuestion } from '../figures/nearest-question.tsx';
import { FindingUse } from '../solutions/finding-use.tsx';
import { HowWeKnow } from './how-we-know.tsx';
import { periodOf } from './period.ts';
import '../../ui/code-box.css';
import './evidence.css';

/** Says the finding, shows it, and proves it. */
export function EvidencePage() {
  const { evidence } = useParams({ from: '/evidence/$evidence' });
  const query = useQuery(apiQuery(analysesRoutes.getEvidence, { params: { evidence } }));
  return (
    <LoadedPage query={query} lines={10}>
      {(loaded) => <EvidenceInEdition evidence={loaded} />}
    </LoadedPage>
  );
}

function EvidenceInEdition({ evidence }: { evidence: Evidence }) {
  const edition = useQuery(editionQuery(evidence.edition.slug));
  return (
    <LoadedPage query={edition} lines={10}>
      {(loaded) => <EvidenceView whole={loaded} evidence={evidence} />}
    </LoadedPage>
  );
}

function EvidenceView({ whole, evidence }: { whole: Edition; evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  const local = useLocal();
  const findingText = useFindingText();
  const edition = evidence.edition.slug;
  const title = evidence.finding ? findingText(evidence.finding) : local(evidence.analysis.title);
  return (
    <EditionPage
      title={title}
      heading={evidence.finding ? <FindingText finding={evidence.finding} /> : title}
      lead={<Lead evidence={evidence} />}
      actions={evidence.finding && <Use edition={edition} analysis={evidence.analysis.id} />}
      edition={whole}
      step="analyse"
      within={
        <TextLink
          key="analysis"
          to="/editions/$edition/analyses/$analysis"
          params={{ edition, analysis: evidence.analysis.id }}
        >
          {t('question', { n: evidence.question.number })}
        </TextLink>
      }
      here={t('here')}
    >
      <EarlierRulesNotice evidence={evidence} />
      {evidence.finding && <FindingOutdated finding={evidence.finding} />}
      {evidence.newer && (
        <Alert type="info">
          {t('newer')}{' '}
          <TextLink to="/evidence/$evidence" params={{ evidence: evidence.newer }}>
            {t('toNewer')}
          </TextLink>
        </Alert>
      )}
      <EarlierRules evidence={evidence} />
      {evidence.withdrawn.length === 0 ? null : (
        <Alert type="warning">
          <WithdrawnMark withdrawn={evidence.withdrawn} />
        </Alert>
      )}
      {evidence.answers.length > 0 && (
        <section aria-label={t('results')} className="evidence-answers">
          {cardsOf(evidence).map(({ answer, shape }) => (
            <Card key={`${answer.key} ${shape}`} className="stack">
              {answer.coarser && <Coarser evidence={evidence} query={answer.coarser} />}
              <AnswerFigure answer={answer} evidence={evidence.id} {...(shape && { openAs: shape })} />
            </Card>
          ))}
        </section>
      )}
      <div className="evidence-below">
        <HowWeKnow evidence={evidence} />
        <div className="stack">
          <Nobody evidence={evidence} />
          {evidence.answers.length > 0 && <Proof evidence={evidence} title={title} />}
          <Care evidence={evidence} />
          <Specialists evidence={evidence} />
        </div>
      </div>
    </EditionPage>
  );
}

function EarlierRules({ evidence: { checkedBeside, edition, analysis } }: { evidence: Evidence }) {
  const t = useTexts(analysesTexts);
  if (checkedBeside !== undefined) return null;
  return (
    <Alert type="info">
      <strong>{t('earlierRules')}.</strong> {t('earlierRulesElsewhere')}{' '}
      <TextLink
        to="/editions/$edition/analyses/$analysis"
        params={{ edition: edition.slug, analysis: analysis.id }}
      >
        {t('toAnalysis')}
      </TextLink>
    </Alert>
  );
}

function Coarser({ evidence: { edition, analysis }, query }: { evidence: Evidence; query: AnalysisQuery }) {
  const t = useTexts(analysesTexts);
  return (
    <Alert type="info">
      <p>{t('nothingShown')}</p>
      <NearestQuestion edition={edition.slug} query={query}>
        <TextLink
          to="/editions/$edition/analyses/$analysis"
          params={{ edition: edition.slug, analysis: analysis.id }}
        >
          {t('toAnalysis')}
        </TextLink>
      </NearestQuestion>
    </Alert>
  );
}

/** What people did with the finding: the way on, from knowing to doing. */
function Use({ edition, analysis }: { edition: string; analysis: string }) {
  const t = useTexts(evidenceTexts);
  return (
    <>
      <FindingUse edition={edition} analysis={analysis} />
      <TextLink to="/editions/$edition/$step" params={{ edition, step: 'solve' }}>
        {t('toSolve')}
      </TextLink>
    </>
  );
}

function Lead({ evidence }: { evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const sources = formatList(
    evidence.sources.map(({ name }) => local(name)),
    language,
  );
  const period = periodOf(evidence.answers);
  if (!period) return t('lead', { sources });
  const { from, to } = period;
  return t('leadPeriod', { sources, from: formatPeriod(from, language), to: formatPeriod(to, language) });
}

function Nobody({ evidence: { protection } }: { evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  return (
    <Card tone="tint" className="stack stack-tight">
      <p>
        <strong>{t('nobody')}</strong> {t('nobodyHow')}
      </p>
      <details className="evidence-more">
        <summary>{t('howThisWorks')}</summary>
        <div className="stack stack-tight">
          <p>{t('howMinimum', { n: protection.minimumCount })}</p>
          <p>{t('howNoise')}</p>
          <p>{t('howPseudonyms')}</p>
          <p className="small soft">{t('method', { method: protection.method })}</p>
        </div>
      </details>
    </Card>
  );
}

function Proof({ evidence, title }: { evidence: Evidence; title: string }) {
  const t = useTexts(evidenceTexts);
  const repeat = useMutation({
    mutationFn: () => call(analysesRoutes.repeatEvidence, { params: { evidence: evidence.id } }),
  });
  const download = useMutation({
    mutationFn: () => call(analysesRoutes.recordEvidenceDownload, { params: { evidence: evidence.id } }),
    onSuccess: () =>
      downloadText(titleToFileName(title, 'json'), 'application/json', JSON.stringify(evidence, null, 2)),
  });
  return (
    <div className="stack stack-tight no-print">
      <div className="row">
        {!evidence.underEarlierRules && (
          <ActionButton look="primary" busy={repeat.isPending} onClick={() => repeat.mutate()}>
            {t(repeat.isPending ? 'repeatBusy' : 'repeat')}
          </ActionButton>
        )}
        <ActionButton busy={download.isPending} onClick={() => download.mutate()}>
          {t('downloadJson')}
        </ActionButton>
      </div>
      <p className="small soft">{t('downloadJsonHint')}</p>
      <div aria-live="polite">
        {repeat.data && (
          <Alert type={repeat.data.same ? 'ok' : 'error'}>
            {repeat.data.same ? t('repeatSame', { n: repeat.data.cells }) : t('repeatDiffers')}
          </Alert>
        )}
        <ProblemAlert error={repeat.error ?? download.error} />
      </div>
    </div>
  );
}

function Care({ evidence }: { evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  const local = useLocal();
  const rejected = evidence.sources.reduce((sum, { delivery }) => sum + delivery.rejected, 0);
  const limitations = evidence.sources.flatMap(({ name, contract }) =>
    contract.limitations ? [`${local(name)}: ${local(contract.limitations)}`] : [],
  );
  const care = evidence.finding?.care;
  return (
    <Card className="stack">
      <Heading2>{t('care')}</Heading2>
      <div className="stack stack-tight">
        {care && (
          <div>
            <p>
              <FindingText finding={careFinding(evidence, care)} />
            </p>
            <FindingOutdated finding={careFinding(evidence, care)} />
          </div>
        )}
        {limitations.map((limitation) => (
          <p key={limitation}>{limitation}</p>
        ))}
        {rejected > 0 && <p>{t('careRejected', { n: rejected })}</p>}
        {!care && limitations.length === 0 && rejected === 0 && <p className="soft">{t('careNone')}</p>}
      </div>
    </Card>
  );
}

/** The caveat shows figures and sources as the sentence does. */
function careFinding({ finding }: Evidence, text: LocalText) {
  return { text, figures: finding?.figures ?? [], elsewhere: finding?.elsewhere };
}

function Specialists({ evidence }: { evidence: Evidence }) {
  const t = useTexts(evidenceTexts);
  const local = useLocal();
  return (
    <details className="evidence-more">
      <summary>{t('specialists')}</summary>
      <div className="stack">
        {evidence.answers.map((answer) => (
          <section key={answer.key} className="stack stack-tight">
            <h3 className="utrecht-heading-3">{local(answer.title)}</h3>
            <p className="small soft">{t('query')}</p>
            <Code
              text={JSON.stringify(answer.query, null, 2)}
              label={`${t('query')}: ${local(answer.title)}`}
            />
            <p className="small soft">{t('sql')}</p>
            <Code text={answer.sql} label={`${t('sql')}: ${local(answer.title)}`} />
          </section>
        ))}
        <p className="small soft">{t('hash')}</p>
        <code className="evidence-hash">{evidence.hash}</code>
      </div>
    </details>
  );
}

function Code({ text, label }: { text: string; label: string }) {
  return (
    <ScrollBox name={label} className="code-box">
      <pre>{text}</pre>
    </ScrollBox>
  );
}

/** One card for each answer; a lone answer that can also be drawn as a map gets a second card. */
function cardsOf({ answers }: Evidence): { answer: Evidence['answers'][number]; shape?: ViewShape }[] {
  const [only, ...others] = answers;
  if (!only || others.length > 0) return answers.map((answer) => ({ answer }));
  const shapes = shapesOf(only);
  return shapes.includes('map') ? shapes.map((shape) => ({ answer: only, shape })) : [{ answer: only }];
}
