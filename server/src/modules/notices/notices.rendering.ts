import type { LocalText } from '../../platform/http/common.contract.ts';
import type { NoticeKind, NoticeLanguage } from './notices.contract.ts';
import { optionalKinds } from './notices.contract.ts';
import {
  type Ask,
  askInGeneral,
  askTexts,
  frame,
  type NoticeContents,
  type NoticeParams,
  noticeTexts,
  reminderItem,
} from './notices.texts.ts';

/** A message in the words of its reader. */
export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: string;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function noticeToWords(kind: NoticeKind, params: NoticeParams, language: NoticeLanguage): Words {
  const { subject, paragraphs, link } = noticeTexts[kind];
  const values = paramsToValues(params, language);
  const textOf = (text: LocalText): string => fill(text[language], values);
  const items = 'items' in params ? params.items.map((item) => itemToText(item, language)) : [];
  const said = [...paragraphs.map(textOf), ...items].filter((paragraph) => paragraph !== '');
  return { subject: textOf(subject), paragraphs: said, link: textOf(link) };
}

/** The whole mail: plain text, and the same as simple HTML without anything that is fetched. */
export function wordsToLetter(
  words: Words,
  about: {
    readonly kind: NoticeKind | 'test';
    readonly language: NoticeLanguage;
    readonly name: string;
    readonly url: string;
    readonly settingsUrl: string;
  },
): Letter {
  const { language, url } = about;
  const greeting = fill(frame.greeting[language], { name: about.name });
  const farewell = frame.farewell[language];
  const mayChoose = (optionalKinds as readonly string[]).includes(about.kind);
  const choose = mayChoose ? [fill(frame.choose[language], { url: about.settingsUrl })] : [];
  const text = [greeting, ...words.paragraphs, `${words.link}: ${url}`, farewell, ...choose].join('\n\n');
  const body = [
    ...[greeting, ...words.paragraphs].map(paragraph),
    `<p><a href="${escapeHtml(url)}">${escapeHtml(words.link)}</a></p>`,
    ...[farewell, ...choose].map(paragraph),
  ];
  const html = `<!doctype html><html lang="${language}"><body>${body.join('')}</body></html>`;
  return { subject: words.subject, text: `${text}\n`, html };
}

function itemToText(item: NoticeContents['reminder']['items'][number], language: NoticeLanguage): string {
  const values = { edition: item.edition[language], ask: askToText(item.ask, language) };
  return fill(reminderItem[language], values);
}

function askToText({ code, params }: Ask, language: NoticeLanguage): string {
  const text = askTexts[code] ?? askInGeneral;
  return fill(text[language], toValues(params, language));
}

function paramsToValues(params: NoticeParams, language: NoticeLanguage): Record<string, string> {
  if ('items' in params) return {};
  const { ask, ...others } = { ask: undefined, ...params };
  return {
    ...toValues(others, language),
    ...(ask === undefined ? {} : { ask: askToText(ask, language) }),
  };
}

function toValues(
  params: Readonly<Record<string, string | LocalText>>,
  language: NoticeLanguage,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? dayToText(value, language) : value[language],
    ]),
  );
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function dayToText(value: string, language: NoticeLanguage): string {
  if (!day.test(value)) return value;
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value));
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
