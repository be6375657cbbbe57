import { randomUUID } from 'node:crypto';
import { fileThatFits, reports, whatFits } from './fitting-body.testing.ts';
import type { Hub } from './hub.testing.ts';
import { makeValidBody, type Referred } from './valid-body.testing.ts';

/** An organisation, a session of somebody there who has every role that goes together, and one of its privacy officer. */
export interface Party {
  readonly organisation: string;
  readonly session: string;
  readonly officer: string;
}

export interface Cast {
  readonly slug: string;
  /** Stands in every text that is typed in the edition, and nowhere else. */
  readonly word: string;
  readonly dataSet: string;
  readonly lead: Party;
  readonly partner: Party;
  /** Is invited when the edition went back to its first step, and does not answer. */
  readonly invited?: string;
  /** Steps in, and leaves when all is there. */
  readonly leaving?: Party;
}

const year = '2024';
/** Is on the list of the installation. */
const basis = 'public-task';

/** Plays an edition up to its last step over HTTP, with something of everything in it. Gives what bodies and addresses may name. */
export async function playEdition(hub: Hub, cast: Cast): Promise<Referred> {
  const story = tell(hub, cast);
  await agreeToStart(story);
  await bringWhatIsKnown(story);
  await deliverAndAnalyse(story);
  await weighRisk(story);
  if (cast.invited !== undefined) await inviteAgain(story, cast.invited);
  else await solve(story);
  if (cast.leaving !== undefined) await decide(story, cast.leaving, 'out');
  return story.ids;
}

interface Story extends Cast {
  readonly ids: Record<string, string>;
  /** Those who take part besides the lead. */
  readonly others: readonly Party[];
  act<T = { readonly id: string }>(
    by: Pick<Party, 'session'>,
    operation: string,
    fields?: object,
    params?: Readonly<Record<string, string>>,
    file?: string,
  ): Promise<T>;
}

function tell(hub: Hub, cast: Cast): Story {
  const { slug, word, lead, partner, leaving } = cast;
  const ids: Record<string, string> = {
    ...{ edition: slug, year, basis, organisation: partner.organisation },
    ...{ from: lead.organisation, to: partner.organisation, puller: lead.organisation },
  };
  const schemas = new Map(hub.bindings().map(({ route }) => [route.operationId, route.body]));
  return {
    ...cast,
    ids,
    others: [partner, ...(leaving === undefined ? [] : [leaving])],
    act: ({ session }, operation, fields = {}, params = {}, file = undefined) => {
      const schema = schemas.get(operation);
      const valid = schema && makeValidBody(schema, ids, word).body;
      const body = valid && { ...valid, ...whatFits(operation, ids, word), ...fields };
      return hub.act(session, operation, { params: { ...ids, ...params }, body, file });
    },
  };
}

async function decide({ act }: Story, party: Party, decision: 'in' | 'out'): Promise<void> {
  await act(party, 'decideParticipation', { decision }, { organisation: party.organisation });
}

async function finish({ act, lead }: Story, step: string): Promise<void> {
  await act(lead, 'finishStep', {}, { step });
}

async function agreeToStart(story: Story): Promise<void> {
  const { act, ids, lead, others, slug, word } = story;
  const { person } = await act<{ person: { id: string } }>(lead, 'getSession');
  Object.assign(ids, { person: person.id, owner: person.id });
  await act(lead, 'createEdition', { slug });
  for (const party of others) {
    await act(lead, 'inviteOrganisation', { organisation: party.organisation });
    await decide(story, party, 'in');
  }
  await setGoals(story);
  ids['question'] = (await act(lead, 'askQuestion')).id;
  await fillCanvas(story);
  for (const party of [lead, ...others]) {
    await act(party, 'commit', { kind: 'time' });
    await act(party, 'sendReadiness', { round: 1 });
    await act(party, 'recordHope');
  }
  ids['commitment'] = firstIn(await act(lead, 'commit', { kind: 'money' }), 'commitments');
  const answer = { answer: 'yes', seen: null };
  for (const question of problemQuestions) await act(lead, 'agreeAnswer', answer, { question });
  await act(lead, 'giveView', {}, { question: 'impact' });
  await act(lead, 'planAspect');
  const sponsor = { name: word, organisation: lead.organisation };
  await act(lead, 'nameSteering', { sponsor, group: word, seen: null });
  await act(lead, 'decideStart', { decision: 'go', after: 0 });
  await finish(story, 'prioritise');
}

async function setGoals({ act, ids, lead, partner, others, word }: Story): Promise<void> {
  const successCriterion = { language: 'en', text: word };
  await act(lead, 'addGoal', { organisation: null, successCriterion });
  for (const party of [lead, ...others]) {
    await act(party, 'addGoal', { organisation: party.organisation, successCriterion });
  }
  interface Read {
    readonly goals: { id: string; organisation: string | null; at: string }[];
  }
  const { goals } = await act<Read>(lead, 'getEdition');
  for (const { id: goal, organisation, at } of goals) {
    const reader = organisation === partner.organisation ? lead : partner;
    await act(reader, 'reviewGoal', { sharp: true, seen: at }, { goal });
  }
  ids['goal'] = goals.find(({ organisation }) => organisation === null)?.id ?? '';
}

async function fillCanvas({ act, ids, lead, partner }: Story): Promise<void> {
  Object.assign(ids, { box: 'core', note: randomUUID(), version: '1' });
  await act(lead, 'putContribution');
  await act(lead, 'putComment', {}, { note: randomUUID() });
  await act(lead, 'proposeText', { basedOn: 0 });
  await act(partner, 'assentToText');
}

async function bringWhatIsKnown(story: Story): Promise<void> {
  const { act, ids, lead, partner, word } = story;
  ids['document'] = (await act(partner, 'addPastedText')).id;
  await act(partner, 'noteFinding', { page: 1, quote: word, questions: [ids['question']] });
  ids['finding'] = firstIn(await act(lead, 'getPicture'), 'findings');
  await act(lead, 'sortQuestion', { status: 'to-analyse', note: null });
  await finish(story, 'picture');
}

async function deliverAndAnalyse(story: Story): Promise<void> {
  const { act, ids, lead, partner, dataSet } = story;
  ids['dataSet'] = dataSet;
  await act(partner, 'registerDataSet', { contract: contractOf(dataSet) });
  await agreeToShare(story);
  ids['delivery'] = (await act(partner, 'deliver', {}, {}, reports)).id;
  await until('landed', async () => (await act<{ state: string }>(partner, 'getDelivery')).state);
  await finish(story, 'share');
  const made = await act<{ id: string; evidence: string }>(lead, 'createAnalysis');
  Object.assign(ids, { analysis: made.id, evidence: made.evidence, view: 'by-month' });
  ids['grouping'] = (await act(lead, 'proposeGrouping')).id;
  await untilCosted(story);
  await act(lead, 'sortQuestion', { status: 'answered', note: null });
}

/** Data land only under an agreement that every organisation in the edition signed. */
async function agreeToShare({ act, ids, lead, partner, others }: Story): Promise<void> {
  const parties = [lead, ...others];
  await act(lead, 'proposeDataSet');
  await act(lead, 'linkColumnsToQuestions');
  await act(partner, 'decideColumns');
  await act(partner, 'setSharingTerms');
  await act(lead, 'setSharingFrame');
  await act(lead, 'closeSharingPlan');
  for (const party of parties) await act(officerOf(party), 'giveSharingAdvice');
  for (const party of parties) {
    const { person } = await act<{ person: { id: string } }>(party, 'getSession');
    await act(party, 'nameSignatory', { person: person.id });
  }
  ids['hash'] = (await act<{ hash: string }>(lead, 'openSigning')).hash;
  for (const party of parties) await act(party, 'signAgreement');
}

const officerOf = ({ officer }: Party): Pick<Party, 'session'> => ({ session: officer });

/** Nothing of it changes by itself after this. */
async function untilCosted({ act, lead }: Story): Promise<void> {
  await until('known', async () => {
    const { groupings } = await act<{ groupings: { cost: { state: string } }[] }>(
      officerOf(lead),
      'listGroupings',
    );
    return groupings[0]?.cost.state;
  });
}

async function weighRisk({ act, ids, lead }: Story): Promise<void> {
  await act(lead, 'checkQuestion', { after: 0 });
  await act(lead, 'sendEthicsScores');
  ids['record'] = firstIn(await act(lead, 'recordTradeOff'), 'tradeOffs');
  await act(lead, 'attachAdvice');
  ids['incident'] = (await act(lead, 'reportIncident')).id;
  ids['file'] = (await act(lead, 'bringAssessmentFile', {}, {}, fileThatFits('bringAssessmentFile'))).id;
}

async function inviteAgain({ act, lead }: Story, organisation: string): Promise<void> {
  for (const step of ['share', 'picture', 'prioritise']) await act(lead, 'reopenStep', {}, { step });
  await act(lead, 'inviteOrganisation', { organisation });
}

async function solve(story: Story): Promise<void> {
  const { act, ids, lead, partner } = story;
  await finish(story, 'analyse');
  ids['into'] = firstIn(await act(lead, 'noteInsight'), 'insights');
  ids['insight'] = firstIn(await act(lead, 'noteInsight'), 'insights');
  await act(lead, 'agreeInsight');
  await act(partner, 'checkInsight');
  ids['solution'] = firstIn(await act(lead, 'proposeSolution'), 'solutions');
  await act(lead, 'judgeSolution', { feasible: true });
  await act(lead, 'startSolution');
  ids['task'] = firstIn(await act(lead, 'addTask'), 'tasks');
  ids['indicator'] = firstIn(await act(lead, 'addIndicator'), 'indicators');
  await act(lead, 'judgeIndicator');
  await act(lead, 'evaluateEdition');
  await act(lead, 'nameEvaluator');
  await act(lead, 'tellBalance');
  ids['lesson'] = firstIn(await act(lead, 'addLesson'), 'lessons');
  ids['transfer'] = firstIn(await act(lead, 'addKnowledgeTransfer'), 'transfers');
}

async function until(wanted: string, read: () => Promise<string | undefined>): Promise<void> {
  for (;;) {
    const state = await read();
    if (state === wanted) return;
    if (state === undefined || ['refused', 'failed', 'cancelled'].includes(state)) {
      throw new Error(`it is ${state} and will not be ${wanted}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The id of what stands first in the list of this name, however deep it is. */
function firstIn(answer: object, list: string): string {
  const id = findFirstIn(answer, list);
  if (id === undefined) throw new Error(`there are no ${list}`);
  return id;
}

function findFirstIn(answer: unknown, list: string): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const [first] = list in answer ? ((answer as Record<string, readonly { id: string }[]>)[list] ?? []) : [];
  return (
    first?.id ?? Object.values(answer).reduce((found, part) => found ?? findFirstIn(part, list), undefined)
  );
}

/** What must be answered before an edition starts. */
const problemQuestions = [
  ...['importance', 'data-can-help', 'data-there', 'action', 'influence', 'impact'],
  ...['measurable', 'enthusiasm', 'backing', 'sponsor', 'steering', 'surroundings'],
];

const contractOf = (id: string): string => `
apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: ${id}
version: 1.0.0
status: active
description: { purpose: Streets, limitations: Streets }
customProperties:
  - { property: unit, value: event }
  - { property: areaYear, value: ${year} }
  - { property: accessClass, value: shared }
  - { property: store, value: ads }
schema:
  - name: reports
    properties:
      - { name: month, logicalType: string, required: true, customProperties: [{ property: role, value: month }] }
`;
