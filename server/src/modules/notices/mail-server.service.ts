import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { MailMisconfigured } from '../../platform/mail/mail.ts';
import { errorToMailFailure } from '../../platform/mail/mail-failure.ts';
import type { MailServer as KeptServer, MailChoice } from '../../platform/mail/mail-post.ts';
import type { MailServer, MailServerInput } from './mail-server.contract.ts';
import { mayKeepPassword, maySetMailServer } from './mail-server.policy.ts';
import type { NoticesDeps } from './notices.deps.ts';
import { readSettings } from './notices.queries.ts';
import { wordsToLetter } from './notices.rendering.ts';
import { testWords } from './notices.texts.ts';

const subject = 'mail-server/installation';

const failures = {
  unreachable: 'notices.mail-unreachable',
  'not-encrypted': 'notices.mail-not-encrypted',
  'password-wrong': 'notices.mail-password-wrong',
  refused: 'notices.mail-refused',
} as const;

export async function getMailServer(deps: NoticesDeps, actor: Actor): Promise<MailServer> {
  await requireAdministrator(deps, actor);
  return describeMailServer(deps);
}

export async function putMailServer(
  deps: NoticesDeps,
  actor: Actor,
  input: MailServerInput,
): Promise<MailServer> {
  await requireAdministrator(deps, actor);
  const { mailPost } = deps;
  if (mailPost.decidedBy === 'demo') throw new Failure('notices.mail-not-in-demo', 409);
  if (mailPost.decidedBy === 'environment') throw new Failure('notices.mail-from-environment', 409);
  const choice = inputToChoice(input, await mailPost.readChoice());
  const details = input.way === 'server' ? { host: input.host, port: input.port } : {};
  await deps.db.transaction().execute(async (tx) => {
    await deps.record(tx, { actor, action: 'notices.mail-server-chosen', subject, details });
    await mailPost.choose(choice).catch((error: unknown) => {
      if (error instanceof MailMisconfigured) throw new Failure('notices.mail-sender-invalid', 422);
      throw error;
    });
  });
  return describeMailServer(deps);
}

/** To the own address alone, so that nobody mails strangers with it. */
export async function testMailServer(deps: NoticesDeps, actor: Actor): Promise<{ to: string }> {
  await requireAdministrator(deps, actor);
  const outgoing = await deps.mailPost.find();
  if (outgoing === undefined) throw new Failure('notices.mail-not-set', 409);
  const { language } = await readSettings(deps.db, actor.id);
  const url = outgoing.publicUrl;
  const letter = wordsToLetter(testWords(language), {
    kind: 'test',
    language,
    name: actor.name,
    url,
    settingsUrl: url,
  });
  const to = { name: actor.name, address: actor.email };
  await outgoing.mailer.send({ id: deps.newId(), to, ...letter }).catch((error: unknown) => {
    throw new Failure(failures[errorToMailFailure(error)], 502);
  });
  return { to: actor.email };
}

async function requireAdministrator(deps: NoticesDeps, actor: Actor): Promise<void> {
  requireAllowed(maySetMailServer(actor, await deps.findFoundingOrganisation()));
}

async function describeMailServer({ mailPost }: NoticesDeps): Promise<MailServer> {
  const { decidedBy } = mailPost;
  const choice = await mailPost.readChoice();
  if (choice?.way !== 'server') return { decidedBy, way: choice?.way ?? null, server: null };
  const { password, ...server } = choice.server;
  return { decidedBy, way: 'server', server: { ...server, hasPassword: password !== null } };
}

function inputToChoice(input: MailServerInput, before: MailChoice | undefined): MailChoice {
  if (input.way === 'without') return input;
  const { way, password, ...server } = input;
  return { way, server: { ...server, password: password ?? keepPassword(server, before) } };
}

function keepPassword(server: Omit<KeptServer, 'password'>, before: MailChoice | undefined): string | null {
  const known = before?.way === 'server' ? before.server : undefined;
  requireAllowed(mayKeepPassword(known, server), 409);
  return server.user === null ? null : (known?.password ?? null);
}
