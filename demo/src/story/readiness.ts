import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import {
  type ReadinessAnswers,
  readinessRoutes,
  statementKeys,
} from '@datalab/server/modules/readiness/readiness.contract.ts';
import { people } from '../people.ts';
import type { Actors } from './actors.ts';
import { signIn } from './client.ts';
import { edition } from './texts.ts';

const params = { edition: edition.slug };

/** What each person answered, statement by statement; a question mark where the person did not know. */
const firstViews: Readonly<Record<string, string>> = {
  'Lotte Visser': '433332334333',
  'Fatma Demir': '33?3????4433',
  'Noor de Wit': '322432343322',
  'Meryem Kaya': '332333443332',
  'Willem Jansen': '443343?34343',
  'Ruben Smit': '432232233322',
  'Sanne Kok': '332322333321',
  'Karim Haddad': '44323323?332',
  'Joris Bakker': '332211222332',
  'Ilse van Dam': '322212123322',
  'Tom Peters': '413221233233',
  'Anna Vermeer': '323322224322',
};

/** The police looked again after a key user had begun. */
const laterViews: Readonly<Record<string, string>> = {
  'Ruben Smit': '433233333332',
  'Sanne Kok': '333333333322',
  'Karim Haddad': '443333333333',
};

interface Place {
  readonly hubUrl: string;
  readonly signal: AbortSignal;
}

/** Each person says how ready their organisation is, under a name that no other participant sees. */
export function answerReadiness(place: Place): Promise<void> {
  return answer(place, 1, firstViews);
}

/** Later on the police do it again, and one question stays higher than advised, with the reason. */
export async function answerReadinessAgain(
  place: Place,
  { deciders }: Actors,
  asked: ReadonlyMap<string, Question>,
): Promise<void> {
  await deciders.police.call(readinessRoutes.startReadinessRound, { params, body: { after: 1 } });
  await answer(place, 2, laterViews);
  const question = asked.get('arrears');
  if (question === undefined) throw new Error('there is no question about arrears');
  await deciders['housing-association'].call(analysesRoutes.chooseRung, {
    params: { ...params, question: question.id },
    body: {
      rung: question.rung,
      reason:
        'De huurachterstand komt uit onze boekhouding. Die klopt, ook al registreren we de rest minder goed.',
    },
  });
}

async function answer(
  { hubUrl, signal }: Place,
  round: number,
  views: Readonly<Record<string, string>>,
): Promise<void> {
  const send = async ([name, view]: [string, string]): Promise<void> => {
    const person = people.find((one) => one.name === name);
    if (person === undefined) throw new Error(`${name} is not in the demo`);
    const client = await signIn(hubUrl, person.email, signal);
    await client.call(readinessRoutes.sendReadiness, { params, body: { round, answers: toAnswers(view) } });
  };
  await Promise.all(Object.entries(views).map(send));
}

function toAnswers(view: string): ReadinessAnswers {
  const levels = [...view].map((mark) => (mark === '?' ? null : Number(mark)));
  return Object.fromEntries(
    statementKeys.map((statement, index) => [statement, levels[index] ?? null]),
  ) as ReadinessAnswers;
}
