/** What somebody with an account reads outside their editions: the lines of SECURITY.md, each with the operations that tell it. */
export const readableOutside: Readonly<Record<string, readonly string[]>> = {
  'the organisations of the network: names, kinds, whether confirmed, by whom and when, their intentions;': [
    'listOrganisations',
    'getNetwork',
  ],
  'names, roles and e-mail addresses of everybody who can sign in;': ['listPersons'],
  'the catalogue with its contracts, and the areas, no rows;': [
    ...['listDataSets', 'getDataSet', 'getContract', 'listAreaDivisions', 'getAreas'],
  ],
  'examples from elsewhere, editions of elsewhere to begin with, and of finished editions title, theme and who started them;':
    ['listInspiration', 'listTemplates', 'listFinishedEditions'],
  'of the own organisation: its accounts with who blocked or removed whom and why, the links that are open, without their codes, its rules of signing in and its service accounts; what changed in accounts only as administrator or privacy officer;':
    ['getAccounts', 'getSignInRules', 'getSignOnSettings', 'listServiceAccounts'],
  'as privacy officer: the log of what the people of the own organisation did;': [
    ...['listAuditEvents', 'listAuditChoices', 'exportAuditEvents', 'verifyAudit'],
  ],
  'of themselves: where they are signed in, what was changed in their account, and what was sent to them.': [
    ...['getFactors', 'getMailSettings', 'getOwnAccount', 'getOwnSignOn', 'getProof'],
    ...['listEditions', 'listMyNudges', 'listOutbox', 'listOutcomes', 'listWaiting'],
  ],
};

/** What an organisation does in an edition before it says whether it steps in: the lines of SECURITY.md. */
export const whileInvited: Readonly<Record<string, readonly string[]>> = {
  'it reads what the edition is about: its goals, preparation, canvas, questions, documents and the findings in them, and which data sets landed;':
    [
      ...['getEdition', 'getOrigin', 'getPreparation', 'getCanvas', 'followCanvas', 'getBoxHistory'],
      ...['listQuestions', 'getPicture', 'getDocument', 'downloadDocument', 'searchPicture'],
      ...['listInsights', 'listSolutions', 'listAnalyses', 'listDeliverySlots', 'listNudges'],
    ],
  'it writes on the canvas, asks and sorts questions, words its own goals, and answers the invitation.': [
    ...['putContribution', 'putComment', 'proposeText', 'chooseText', 'assentToText'],
    ...['askQuestion', 'chooseRung', 'sortQuestion', 'decideParticipation', 'addGoal'],
  ],
};

/** Makes something new that is the caller's own, or everybody's: it names nothing of an edition. */
export const makesNew: readonly string[] = [
  ...['addExample', 'addOrganisation', 'addTemplate', 'createEdition', 'inviteToNetwork'],
  ...['registerAreas', 'registerDataSet'],
];
