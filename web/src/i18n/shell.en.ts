import { shellNl } from './shell.nl.ts';
import type { Texts } from './translate.ts';

export const shellEn = {
  skip: 'To the content',
  mainMenu: 'Main menu',
  menu: 'Menu',
  home: 'My day',
  editions: 'Editions',
  data: 'Data',
  audit: 'Log',
  languageLabel: 'Language',
  toDutch: 'Nederlands',
  toEnglish: 'English',
  me: 'My account',
  myAccount: 'Who I am, my password and mails',
  outbox: 'Messages',
  people: 'People of my organisation',
  network: 'Organisations',
  signOut: 'Sign out',
  notFoundTitle: 'This page is not here',
  notFoundLead: 'The address is not right, or the page has moved.',
  toHome: 'To my day',
  brokenTitle: 'Something went wrong here',
  brokenLead: 'The page could not be shown. Nothing is lost.',
  reload: 'Load the page again',
  connectionLost: 'No connection with Datalab. We keep trying; what you type stays here.',
} satisfies Record<keyof typeof shellNl, string>;

export const shellTexts: Texts<keyof typeof shellNl> = { nl: shellNl, en: shellEn };
