import type { proofNl } from './proof.nl.ts';

export const proofEn = {
  title: 'Show that it is you',
  lead: 'This is not for anybody who walks past an open screen. So first show that it is you.',
  after: 'After that it goes on by itself. What you typed is kept.',
  password: 'Your password',
  code: 'Code of your app',
  codeHint: 'The six digits that your app shows now. A backup code works too.',
  prove: 'Go on',
  passkey: 'Use your passkey',
  organisation: 'Sign in at your organisation again',
  organisationLead:
    'You then come back to this page. There you do once more what you wanted to do. What you typed is not kept.',
  demo: 'Yes, it is me',
  demoLead:
    'In the demo this is enough. In real use Datalab asks for your password, a code or your passkey here.',
  none: 'Here that is only possible by signing in again. Sign out, and sign in once more.',
  or: 'Or:',
  signInPasskey: 'Sign in with a passkey',
  stepTitle: 'One more step',
  stepLead: 'Show with your second step too that it is you.',
  stepSend: 'Sign in',
  stepBack: 'Back to the start',
  stepLost:
    'Lost your phone? Use one of your backup codes. If you do not have those either, ask an administrator of your organisation to take away your second step.',
} satisfies Record<keyof typeof proofNl, string>;
