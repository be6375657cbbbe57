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
  'what holds for everybody: the forms for judging risk, the legal bases, and what is done here and what is not, with every exception;':
    ['listAssessmentForms', 'listLegalBases', 'getGuardrail'],
  'of the own organisation: its accounts with who blocked or removed whom and why, the links that are open, without their codes, its rules of signing in and its service accounts; what changed in accounts only as administrator or privacy officer;':
    ['getAccounts', 'getSignInRules', 'getSignOnSettings', 'listServiceAccounts'],
  'as privacy officer: the log of what the people of the own organisation did, what was done with personal data and what waits for advice in the editions it is in, and the breaches it leads or was told of;':
    [
      ...['listAuditEvents', 'listAuditChoices', 'exportAuditEvents', 'verifyAudit'],
      ...['listProcessingOperations', 'exportProcessingOperations', 'listSharingDesk', 'listIncidents'],
    ],
  'of themselves: where they are signed in, what was changed in their account, what was sent to them, and how long the agreements of their editions took.':
    [
      ...['getFactors', 'getMailSettings', 'getOwnAccount', 'getOwnSignOn', 'getProof'],
      ...['listEditions', 'listMyNudges', 'listOutbox', 'listOutcomes', 'listWaiting'],
      'listSharingLeadTimes',
    ],
};

/** What an organisation does in an edition before it says whether it steps in: the lines of SECURITY.md. */
export const whileInvited: Readonly<Record<string, readonly string[]>> = {
  'it reads what the edition is about: its goals, preparation, canvas, questions, documents and the findings in them, which data sets landed, and the agreement with what was planned, advised and signed;':
    [
      ...['getEdition', 'getOrigin', 'getPreparation', 'getCanvas', 'followCanvas', 'getBoxHistory'],
      ...['listQuestions', 'getPicture', 'getDocument', 'downloadDocument', 'searchPicture'],
      ...['listInsights', 'listSolutions', 'listAnalyses', 'listDeliverySlots', 'listNudges'],
      'getSharing',
    ],
  'it writes on the canvas, asks and sorts questions, words its own goals, and answers the invitation.': [
    ...['putContribution', 'putComment', 'proposeText', 'chooseText', 'assentToText'],
    ...['askQuestion', 'chooseRung', 'sortQuestion', 'decideParticipation', 'addGoal'],
  ],
};

/** Makes something new that is the caller's own, or everybody's: it names nothing of an edition. */
export const makesNew: readonly string[] = [
  ...['addExample', 'addOrganisation', 'addTemplate', 'createEdition', 'inviteToNetwork'],
  ...['registerAreas', 'registerDataSet', 'bringAssessmentForm'],
];
