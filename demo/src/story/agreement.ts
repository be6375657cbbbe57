import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { months } from '../months.ts';
import type { DemoOrganisation, Words } from '../organisations.ts';
import type { Dataset } from '../sources/source.ts';
import type { Town } from '../town.ts';
import type { Actors } from './actors.ts';
import {
  because,
  carePurpose,
  debtsPurpose,
  legalBases,
  litterPurpose,
  refused,
  servedBy,
  smallAreas,
} from './agreement-texts.ts';
import { olderEdition, olderQuestions } from './older-edition-texts.ts';
import { edition, questions, youngerEdition } from './texts.ts';

type Slug = DemoOrganisation['slug'];

interface Asked {
  readonly dataSet: string;
  readonly owner: Slug;
  /** Ids of the questions it serves. */
  readonly questions: readonly string[];
  readonly rowsMax: number;
  readonly personsMax: number | null;
}

interface Purpose {
  readonly text: Words;
  readonly excluded: readonly Words[];
}

/** The agreement of the five organisations, from what is asked to the last signature. */
export async function agreeOnCare(actors: Actors, town: Town): Promise<void> {
  await keepBases(actors);
  const asked = await Promise.all(
    town.files.map(async ({ dataset, organisation }): Promise<Asked> => {
      const { read, persons } = town.truth.rows[dataset];
      return {
        dataSet: dataset,
        owner: organisation,
        questions: await questionsOf(actors, dataset),
        // Room for later deliveries, which are larger.
        rowsMax: roundUp(read * 10),
        personsMax: persons === 0 ? null : roundUp(persons * 3),
      };
    }),
  );
  await askFor(actors, edition.slug, asked);
  for (const one of asked) await decideOn(actors, edition.slug, one);
  await sign(actors, edition.slug, carePurpose);
}

export async function agreeOnLitter(actors: Actors): Promise<void> {
  const { questions: listed } = await actors.facilitator.call(analysesRoutes.listQuestions, {
    params: { edition: olderEdition.slug },
  });
  const found = listed.filter(({ text }) => text.en === olderQuestions.places.text.en);
  await agreeOnReports(
    actors,
    olderEdition.slug,
    found.map(({ id }) => id),
  );
}

/** The litter reports for all these questions, between whoever is in the edition. */
export async function agreeOnReports(actors: Actors, slug: string, asking: readonly string[]): Promise<void> {
  const asked: Asked = {
    ...{ dataSet: 'litter-reports', owner: 'municipality', questions: asking },
    ...{ rowsMax: 100_000, personsMax: null },
  };
  await askFor(actors, slug, [asked]);
  await decideOn(actors, slug, asked);
  await sign(actors, slug, litterPurpose);
}

/** A plan that its owner has looked at and that waits: the benefits agency allows districts only. */
export async function planDebts({ facilitator, stewards }: Actors): Promise<void> {
  const params = { edition: youngerEdition.slug };
  const { questions: listed } = await facilitator.call(analysesRoutes.listQuestions, { params });
  const [first] = listed;
  const asked = { dataSet: 'benefits', owner: 'benefits-agency' as const };
  await facilitator.call(sharingRoutes.proposeDataSet, { params, body: { dataSet: asked.dataSet } });
  if (first === undefined) return;
  const place = { params: { ...params, dataSet: asked.dataSet } };
  const columns = ['month', 'neighbourhood', 'kind'].map((column) => ({ column, questions: [first.id] }));
  await facilitator.call(sharingRoutes.linkColumns, { ...place, body: { columns } });
  const coarser = { outcome: 'coarser', grain: 'district', reason: because.district } as const;
  await stewards[asked.owner].call(sharingRoutes.decideColumns, {
    ...place,
    body: { decisions: [{ column: 'neighbourhood', ...coarser }] },
  });
  const { text, excluded } = debtsPurpose;
  await facilitator.call(sharingRoutes.setFrame, {
    params,
    body: { purpose: text, excluded: [...excluded], ...period() },
  });
}

/** Nobody may sign on a basis that nobody looked at. */
async function keepBases({ administrator }: Actors): Promise<void> {
  for (const basis of legalBases) {
    await administrator.call(sharingRoutes.addLegalBasis, {
      body: { ...basis, validFrom: null, validTo: null, checked: true },
    });
  }
}

async function questionsOf({ facilitator }: Actors, dataset: Dataset): Promise<string[]> {
  const { questions: listed } = await facilitator.call(analysesRoutes.listQuestions, {
    params: { edition: edition.slug },
  });
  const texts = questions.filter(({ key }) => servedBy[dataset].includes(key)).map(({ text }) => text.en);
  return listed.filter(({ text }) => texts.includes(text.en)).map(({ id }) => id);
}

/** Everything that may leave its owner is asked for, each column for the questions that it serves. */
async function askFor({ facilitator }: Actors, slug: string, asked: readonly Asked[]): Promise<void> {
  const params = { edition: slug };
  for (const { dataSet, questions: served } of asked) {
    const { plan } = await facilitator.call(sharingRoutes.proposeDataSet, { params, body: { dataSet } });
    const columns = openColumns(plan, dataSet).map(({ name: column }) => ({
      column,
      questions: [...served],
    }));
    await facilitator.call(sharingRoutes.linkColumns, { params: { ...params, dataSet }, body: { columns } });
  }
}

function openColumns(plan: readonly PlanDataSet[], dataSet: string): PlanDataSet['columns'] {
  const found = plan.find((one) => one.dataSet === dataSet);
  if (found === undefined) throw new Error(`${dataSet} did not come into the plan`);
  return found.columns.filter(({ staysAtOwner }) => !staysAtOwner);
}

/** Its steward decides: what the questions need is allowed, how old somebody is is not. */
async function decideOn(
  { stewards }: Actors,
  slug: string,
  { dataSet, owner, rowsMax, personsMax }: Asked,
): Promise<void> {
  const steward = stewards[owner];
  const params = { edition: slug, dataSet };
  const { plan } = await steward.call(sharingRoutes.getSharing, { params: { edition: slug } });
  const decisions = openColumns(plan, dataSet).map(({ name: column, role }) =>
    role === 'birth-date'
      ? { column, outcome: 'not-allowed' as const, grain: null, reason: because.age }
      : { column, outcome: 'allowed' as const, grain: null, reason: because.allowed },
  );
  await steward.call(sharingRoutes.decideColumns, { params, body: { decisions } });
  const found = plan.find((one) => one.dataSet === dataSet);
  const exception = dataSet === refused.dataSet ? 'police-research' : 'statistics';
  const bases = personsMax === null ? [] : ['public-task', ...(found?.special === true ? [exception] : [])];
  const { to: keepUntil } = period();
  const terms = { from: months[0] ?? '', to: '2027-12', rowsMax, personsMax, keepUntil };
  await steward.call(sharingRoutes.setTerms, {
    params,
    body: { terms: { ...terms, frequency: 'when-needed' }, bases, necessity: because.necessity },
  });
}

/** Frame, advice and signatures, each by the person whose it is. */
async function sign(actors: Actors, slug: string, { text, excluded }: Purpose): Promise<void> {
  const { facilitator, officers, deciders, signers } = actors;
  const params = { edition: slug };
  const frame = { purpose: text, excluded: [...excluded], ...period() };
  await facilitator.call(sharingRoutes.setFrame, { params, body: frame });
  const { parties } = await facilitator.call(sharingRoutes.closePlan, { params });
  const organisations = parties.map(({ organisation }) => organisation as Slug);
  for (const organisation of organisations) {
    const isStrict = organisation === 'mental-health-care';
    await officers[organisation].call(sharingRoutes.giveAdvice, {
      params,
      body: isStrict
        ? { outcome: 'conditions', text: because.advice, conditions: [smallAreas] }
        : { outcome: 'positive', text: because.advice, conditions: [] },
    });
  }
  for (const organisation of organisations) {
    const { signatories } = await deciders[organisation].call(sharingRoutes.getSharing, { params });
    const person = signatories.find(({ name }) => name === signers[organisation].name)?.id ?? '';
    const body = { person, mandate: because.mandate, until: null };
    await deciders[organisation].call(sharingRoutes.nameSignatory, { params, body });
  }
  const { hash } = await facilitator.call(sharingRoutes.openSigning, { params });
  for (const organisation of organisations) {
    await signers[organisation].call(sharingRoutes.sign, { params, body: { hash: hash ?? '' } });
  }
}

/** From today on, for a year. */
function period(): { from: string; to: string; review: string } {
  const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { from: later(0), to: later(365), review: later(182) };
}

function roundUp(count: number): number {
  return Math.ceil(count / 1000) * 1000;
}
