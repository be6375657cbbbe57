import { Command, InvalidArgumentError, Option } from 'commander';
import type { Command as Act } from './commands/command.ts';
import type { TextStream } from './terminal.ts';

/** Carries out one command; `load` brings in the engines, so that help and mistakes are told at once. */
export type Perform = <Options extends { readonly json?: boolean }>(
  load: () => Promise<Act<Options>>,
  options: Options,
) => Promise<void>;

/** Everything the command line offers. */
export function createCommands(
  perform: Perform,
  { stdout, stderr }: { readonly stdout: TextStream; readonly stderr: TextStream } = process,
): Command {
  const program = new Command('datalab')
    .description('Work together on a social issue, on data that stays safe.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .showHelpAfterError('Add --help to see how it is used.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done; 1 unexpected failure; 2 wrong use or unusable input, nothing done;\n3 done, but some rows were rejected or some output was suppressed.',
    );
  addStart(program, perform);
  addDeliveries(program, perform);
  addCatalogue(program, perform);
  addAnalyses(program, perform);
  addDisclosure(program, perform);
  addKeyholder(program, perform);
  addAudit(program, perform);
  return program;
}

function addStart(program: Command, perform: Perform): void {
  addCommand(program, 'start', 'start the server with its pages and, unless one is configured, a keyholder')
    .option('--port <number>', 'port to listen on', wholeNumber(0, 65_535), 3000)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <directory>', 'where everything is kept', 'datalab-data')
    .option('--demo', 'play the edition of the made-up town Voorbeeldstad', false)
    .addHelpText(
      'after',
      '\nEnvironment: DATABASE_URL (PostgreSQL instead of the embedded database), KEYHOLDER_URL with\nKEYHOLDER_ADMIN_TOKEN (a keyholder elsewhere), PUBLIC_URL (the address people use), DATALAB_SMTP_URL with\nDATALAB_MAIL_FROM (a mail server, for invitations and reminders).',
    )
    .action((options) => perform(async () => (await import('./commands/start.ts')).start, options));
}

function addDeliveries(program: Command, perform: Perform): void {
  const load = () => import('./commands/deliveries.ts');
  withAreas(addCommand(program, 'check', 'check a CSV, Excel or Parquet file against its contract'))
    .argument('<file>')
    .requiredOption('--contract <file>', 'the data contract (ODCS YAML)')
    .option('--report <file>', 'write the full report here as JSON')
    .action((file, options) => perform(async () => (await load()).check, { ...options, file }));
  withAreas(
    addCommand(
      program,
      'publish',
      'check a file, land it as a new version in a local warehouse, and find out what may be shown of it',
    ),
  )
    .argument('<file>')
    .requiredOption('--contract <file>', 'the data contract (ODCS YAML)')
    .requiredOption('--warehouse <directory>', 'the warehouse; made when it is not there')
    .action((file, options) => perform(async () => (await load()).publish, { ...options, file }));
  withAreas(addCommand(program, 'pseudonymise', 'make a delivery without identities, at the partner'))
    .argument('<file>')
    .requiredOption('--contract <file>', 'the data contract (ODCS YAML)')
    .requiredOption('--space <edition>', 'the edition to deliver to')
    .requiredOption('--keyholder <url>', 'where the keyholder of the edition answers')
    .requiredOption('--out <file>', 'the delivery to write (.parquet); its manifest is written next to it')
    .option('--token <token>', 'your token; better kept in DATALAB_KEYHOLDER_TOKEN')
    .option(
      '--public-key <hex>',
      'accept only this key of the keyholder, as the agreement names it',
      publicKey,
    )
    .option(
      '--patience <seconds>',
      'how long to wait for a keyholder that is away',
      wholeNumber(0, 86_400),
      60,
    )
    .action((file, options) => perform(async () => (await load()).pseudonymise, { ...options, file }));
  addCommand(program, 'deliver', 'deliver a file to a hub as a service account, for scripts')
    .argument('<file>', 'a delivery without identities, or a file about no persons')
    .requiredOption('--hub <url>', 'where Datalab answers')
    .requiredOption('--edition <edition>', 'the edition, by its address')
    .requiredOption('--data-set <data set>', 'the data set, by its address')
    .option('--no-wait', 'do not follow it until it landed; following needs the right to read deliveries')
    .addHelpText('after', '\nEnvironment: DATALAB_TOKEN, the token of the service account.')
    .action((file, options) =>
      perform(async () => (await import('./commands/deliver.ts')).deliver, { ...options, file }),
    );
}

function addCatalogue(program: Command, perform: Perform): void {
  addCommand(
    program,
    'datasets',
    'what is in a local warehouse: versions, rows, keys, owner, freshness, quality, protection',
  )
    .requiredOption('--warehouse <directory>', 'the warehouse')
    .action((options) => perform(async () => (await import('./commands/catalogue.ts')).datasets, options));
}

function addAnalyses(program: Command, perform: Perform): void {
  withAreas(addCommand(program, 'query', 'answer one question with protected figures'))
    .argument('<question>', 'the question, a JSON file')
    .requiredOption('--warehouse <directory>', 'the warehouse')
    .option('--rows <number>', 'rows to show as text', wholeNumber(0, 1_000_000), 100)
    .option('--csv <file>', 'write the whole table here as CSV')
    .action((question, options) =>
      perform(async () => (await import('./commands/analyses.ts')).query, { ...options, question }),
    );
}

function addKeyholder(program: Command, perform: Perform): void {
  const load = () => import('./commands/keyholder.ts');
  const group = program
    .command('keyholder')
    .description('the second party: it holds keys and sees no identity');
  addCommand(group, 'start', 'run a keyholder')
    .requiredOption('--data <directory>', 'where the keys are kept')
    .option('--port <number>', 'port to listen on', wholeNumber(0, 65_535), 4100)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--threads <number>', 'threads to evaluate with', wholeNumber(1, 256))
    .action((options) => perform(async () => (await load()).startKeyholder, options));
  asAdministrator(
    addCommand(
      group,
      'keys',
      'which keys there are, by which fingerprint, and how much of each grant is used',
    ),
  ).action((options) => perform(async () => (await load()).listKeys, options));
  asAdministrator(addCommand(group, 'create', 'make the key of a space'))
    .argument('<space>')
    .action((space, options) => perform(async () => (await load()).createKey, { ...options, space }));
  asAdministrator(addCommand(group, 'grant', 'let an organisation have persons evaluated; shows its token'))
    .argument('<space>')
    .argument('<organisation>')
    .requiredOption('--persons <number>', 'persons in its file, as declared', wholeNumber(1, 100_000_000))
    .requiredOption('--until <date>', 'last day, such as 2027-06-30', lastDay)
    .action((space, organisation, options) =>
      perform(async () => (await load()).grantKey, { ...options, space, organisation }),
    );
  asAdministrator(addCommand(group, 'destroy', 'destroy the key of a space, for good'))
    .argument('<space>')
    .option('--yes', 'yes, for good', false)
    .action((space, options) => perform(async () => (await load()).destroyKey, { ...options, space }));
}

function addDisclosure(program: Command, perform: Perform): void {
  const load = () => import('./commands/disclosure.ts');
  addCommand(program, 'protect', 'leave small figures out of tables, and what would give them away')
    .argument('<file>', 'CSV with a row for each combination of codes, without totals')
    .requiredOption('--figure <column>', 'the column with the figure')
    .requiredOption(
      '--table <columns...>',
      'a table: its columns, as in region<province,income; more are protected together',
    )
    .option(
      '--threshold <number>',
      'for counts: figures from 1 up to but not including this are suppressed',
      wholeNumber(2, 1_000_000),
    )
    .option('--zeros', 'zeros are suppressed too, so that no table tells that a whole group is alike', false)
    .option('--holder <column>', 'for amounts, with a row for each contribution: whose it is')
    .option('--rules <file>', 'for amounts: which are sensitive (JSON); keep its numbers secret')
    .option('--weight <column>', 'how many units a contribution stands for')
    .option('--waived <column>', 'yes where a holder agreed in writing to be recognised')
    .option('--judged-safe <cell...>', 'cells with negative amounts that a person judged safe')
    .option('--seconds <number>', 'about the longest it may take', wholeNumber(1, 86_400), 60)
    .option('--out <file>', 'write the tables here, as they may be published (JSON)')
    .action((file, options) =>
      perform(async () => (await load()).protect, { judgedSafe: [], ...options, file }),
    );
  addCommand(program, 'attack', 'try to work out what published tables leave out')
    .argument('<files...>', 'published tables (JSON); more are attacked together')
    .option('--known <cell:figure...>', 'what an insider knows of cells')
    .option(
      '--within <number>',
      'published figures may lie this far from the true ones',
      wholeNumber(0, 1_000_000),
      0,
    )
    .option('--whole', 'use that figures are whole numbers; slower', false)
    .addHelpText('after', '\nExit code 3: something could be worked out.')
    .action((files, options) => perform(async () => (await load()).attack, { known: [], ...options, files }));
  addCommand(program, 'judge', 'say whether a statistic, model, chart or percentage may be published')
    .argument('<file>', 'what it is and how many people are in it, without its figures (JSON)')
    .option('--threshold <number>', 'groups below this are too small', wholeNumber(2, 1_000_000), 10)
    .option('--rules <file>', 'for a mean or correlation of amounts: which sums are sensitive (JSON)')
    .addOption(
      new Option('--language <language>', 'language of the reasons').choices(['nl', 'en']).default('en'),
    )
    .addHelpText('after', '\nExit code 3: it may not be published like this, or a person has to judge it.')
    .action((file, options) =>
      perform(async () => (await import('./commands/judge.ts')).judge, { ...options, file }),
    );
}

function addAudit(program: Command, perform: Perform): void {
  const group = program.command('audit').description('the log of what was done');
  addCommand(group, 'verify', 'prove that the log is whole; the server must be stopped')
    .option('--data <directory>', 'the directory of the server', 'datalab-data')
    .action((options) => perform(async () => (await import('./commands/audit.ts')).verify, options));
}

function addCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--json', 'machine-readable result on stdout, text on stderr');
}

function withAreas(command: Command): Command {
  return command
    .option('--areas <file...>', 'GeoJSON with the areas that exist; may be given more than once')
    .option('--area-year <year>', 'year of these areas', wholeNumber(1900, 2200));
}

function asAdministrator(command: Command): Command {
  return command
    .option('--keyholder <url>', 'where the keyholder answers', 'http://127.0.0.1:4100')
    .option('--data <directory>', "the keyholder's directory, to find the administrator's token in")
    .option('--token <token>', "the administrator's token; better kept in DATALAB_KEYHOLDER_ADMIN_TOKEN");
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

function lastDay(text: string): Date {
  const end = new Date(`${text}T23:59:59.999Z`);
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(text) && end.toJSON()?.startsWith(text);
  if (isReal) return end;
  throw new InvalidArgumentError('Give an existing day, such as 2027-06-30.');
}

function publicKey(text: string): Uint8Array {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  throw new InvalidArgumentError('A public key is 64 hexadecimal characters.');
}
