import type { identityMessagesNl } from './identity-messages.nl.ts';

export const identityMessagesEn = {
  'identity.sign-on-needs-address':
    'Datalab does not know its own public address. Whoever runs Datalab sets PUBLIC_URL.',
  'identity.sign-on-address-insecure':
    'The address of the sign-in service does not begin with https://. Datalab does not go there.',
  'identity.sign-on-address-private':
    'This address is in a private network or on the server itself. Datalab goes to public addresses only.',
  'identity.sign-on-unreachable':
    'The sign-in service of the organisation does not answer. Try again in a few minutes; if it stays like this, ask your administrator.',
  'identity.sign-on-not-a-provider':
    'No sign-in service for OpenID Connect answers at this address. Check the address (issuer).',
  'identity.sign-on-wrong-issuer':
    'The sign-in service calls itself otherwise: {issuer}. Fill in exactly that address, if it is yours.',
  'identity.sign-on-no-pkce':
    'This sign-in service does not know PKCE with S256. Switch it on there, or use a newer version.',
  'identity.sign-on-no-private-key':
    'This sign-in service does not know keys (private_key_jwt). Switch that on there, or choose a secret.',
  'identity.sign-on-no-secret':
    'No secret is kept. The administrator fills in the secret that the sign-in service gave.',
  'identity.sign-on-unknown-acr':
    'The sign-in service does not know the level {acr}. Look there which levels exist.',
  'identity.sign-on-off':
    'This organisation does not sign in through its own service. Sign in with your password.',
  'identity.sign-on-expired': 'Signing in took too long, or began in another window. Begin again.',
  'identity.sign-on-wrong-state':
    'This answer does not belong to your attempt to sign in. Begin again, and open no old link.',
  'identity.sign-on-refused':
    'You stopped signing in, or your organisation does not let you use Datalab. Begin again, or ask your administrator.',
  'identity.sign-on-provider-error':
    'The sign-in service of your organisation gave an error. Try again; if it stays like this, tell your administrator.',
  'identity.sign-on-client-refused':
    'The sign-in service does not recognise Datalab: the key, the secret or the name is not right any more. Your administrator can mend that.',
  'identity.sign-on-code-used':
    'This sign-in was used already or has expired. Begin again, and do not go back to an old page.',
  'identity.sign-on-untrusted':
    'The answer of the sign-in service is not right, so Datalab does not trust it. Begin again; if it stays like this, tell your administrator.',
  'identity.sign-on-clock':
    'The clocks of the sign-in service and of Datalab are more than two minutes apart. Ask your administrator to set the clock right.',
  'identity.sign-on-too-weak':
    'Your organisation asks for a stronger sign-in for Datalab, for example with an app or a card. Sign in like that and try again.',
  'identity.sign-on-old-proof':
    'The sign-in service does not confirm that you signed in just now. Sign out there first, and begin again.',
  'identity.sign-on-no-email':
    'The sign-in service does not give Datalab your e-mail address. Ask your administrator to switch that on.',
  'identity.sign-on-email-unverified':
    'The sign-in service does not say that your e-mail address was checked. Confirm it there, or sign in with your password and link your account.',
  'identity.sign-on-no-account':
    'You have no account in Datalab yet. Ask an administrator of your organisation to invite you.',
  'identity.sign-on-other-organisation':
    'This account belongs to another organisation. Sign in through your own organisation.',
  'identity.sign-on-other-person':
    'At the sign-in service you are another person than here. Sign out there, and begin again.',
  'identity.sign-on-linked-already':
    'This account is linked to a person at the sign-in service already. Ask an administrator of your organisation to see which account is yours.',
  'identity.sign-on-no-roles':
    'Your groups at your organisation give no role in Datalab. Ask an administrator of your organisation to add you to a group, or to give you a role. Sign in again after that.',
  'identity.sign-on-required':
    'Your organisation lets you in through its own sign-in service only. Choose to sign in through your organisation below.',
  'identity.sign-on-domain-taken': 'Another organisation has addresses that end in {domain} already.',
  'identity.sign-on-logout-wrong': 'This message of the sign-in service is not valid.',
  'identity.service-owner-unfit':
    'The owner must be a data steward or data engineer of your organisation, with a role that is in force.',
  'identity.service-account-unknown': 'This account for scripts does not exist.',
  'identity.service-account-revoked': 'This account was revoked already.',
  'identity.not-in-demo': 'Everybody plays the people of the demo, so nobody sets a second step for them.',
  'identity.factor-code-wrong': 'This code is not right. Wait for the next one in your app and try again.',
  'identity.factor-code-clock':
    'This code is {minutes} minutes off. The clock of your phone is probably wrong: let it set the time by itself, and try again.',
  'identity.factor-code-used': 'This code was used already. Wait for the next one in your app.',
  'identity.second-step-over': 'This took too long. Sign in again with your password.',
  'identity.totp-set-up-already':
    'Codes of an app are on already. Turn them off first to begin with another app.',
  'identity.totp-not-started': 'Setting up was begun elsewhere or is over. Begin again.',
  'identity.factor-demanded': 'Your organisation asks for a second step. First set up another one.',
  'identity.no-factor': 'There is no second step here.',
  'identity.passkey-unknown': 'This passkey is not there any more. Reload the page.',
  'identity.passkey-refused': 'This passkey was not accepted. Try again, or sign in another way.',
  'identity.passkeys-need-address': 'At this address passkeys do not work. Sign in with your password.',
  'identity.proof-refused': 'That is not enough here. Use your second step, or sign in again.',
  'identity.wrong-credentials': 'This e-mail address and password do not belong together.',
  'identity.demo-only': 'Signing in with one click is only possible in the demo.',
  'identity.already-set-up': 'Datalab has been set up already. Sign in with your account.',
  'identity.set-up-code-wrong':
    'This is not the code of the last start. It is in the window in which Datalab was started, and every start makes a new one.',
  'identity.email-taken': 'There is an account with this e-mail address already.',
  'identity.organisation-taken': 'There is an organisation with this name already.',
  'identity.organisation-unknown': 'We do not know this organisation.',
  'identity.other-organisation': 'This can only be done for your own organisation.',
  'identity.blocked':
    'This account is blocked. Ask the facilitator of your organisation why, and whether you may sign in again.',
  'identity.roles-apart':
    'Nobody can be both facilitator and privacy officer: the person who gives access must not also oversee it.',
  'identity.has-accounts': 'This organisation has an account already. Its own administrator adds colleagues.',
  'identity.code-wrong':
    'This link or code opens nothing. Check whether you copied all of it, or ask whoever gave it for a new one.',
  'identity.code-unknown': 'This code is not open any more.',
  'identity.password-obvious':
    'This password is easy to guess: there is little more in it than known words, rows of keys or your own name. Take a sentence of a few words.',
  'identity.password-wrong': 'Your current password is not right.',
  'identity.person-unknown': 'We do not know this person.',
  'identity.administrator-only':
    'An administrator of your organisation does this. If you were one until now, somebody took the role away: ask another administrator. The page “People” shows who they are.',
  'identity.not-yourself': 'You cannot do this for yourself.',
  'identity.already-blocked': 'This account is blocked already.',
  'identity.not-blocked': 'This account is not blocked.',
  'identity.no-account-yet': 'Nobody has an account for this organisation yet.',
  'identity.already-confirmed': 'This is confirmed already.',
  'identity.privacy-officer-only': 'Only a privacy officer of another organisation can do this.',
  'identity.own-organisation': 'Somebody of another organisation confirms this.',
  'identity.maker-confirms-not': 'You made the code. Somebody else must confirm this.',
  'identity.no-officer': 'This person does not have the role of privacy officer.',
  'identity.colleague-first': 'A colleague in this organisation can confirm this.',
  'identity.newer-account': 'A colleague who was there before confirms this.',
  'identity.own-officer':
    'You do not make yourself privacy officer: ask another administrator, and let a colleague confirm it.',
  'identity.code-used':
    'This link has been used. Was it you? Then sign in. Was it not you? Then call whoever gave you the link at once: the account can be blocked.',
  'identity.code-expired':
    'This link has expired. Ask whoever gave it for a new one. Was it for a new password? Then choose again at the sign-in: I forgot my password.',
  'identity.code-withdrawn':
    'This link was withdrawn, or replaced by a newer one. Look whether you have a newer one, or ask whoever gave it.',
  'identity.code-other-address':
    'This link was made for another e-mail address. Use the address that was invited. Was it forwarded to you? Then ask {name} for a link of your own.',
  'identity.email-same': 'This is your e-mail address already.',
  'identity.sign-in-unknown': 'You are signed out there already.',
  'identity.no-intention': 'There is no intention to withdraw.',
  'identity.speaker-only': 'An administrator or a manager of your organisation does this.',
  'identity.leader-only':
    'Only an administrator or a facilitator can do this. Ask an administrator of your organisation.',
  'identity.no-password':
    'This colleague signs in without a password here, through the organisation. So there is none to replace.',
  'identity.last-administrator':
    'This is the only administrator left. Make somebody else administrator first, so that someone can let people in.',
} satisfies Record<keyof typeof identityMessagesNl, string>;
