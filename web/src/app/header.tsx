import { identityRoutes } from '@datalab/server/modules/identity/identity.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { rememberLanguage, useLanguage, useLocal, useTexts } from '../i18n/language.tsx';
import { useMessage } from '../i18n/message.tsx';
import { shellTexts } from '../i18n/shell.ts';
import { languages } from '../i18n/translate.ts';
import { Avatar } from '../ui/avatar.tsx';
import { TextLink } from '../ui/link.tsx';
import { Piece } from '../ui/piece.tsx';
import { useToast } from '../ui/toast.tsx';
import { hasRole, sessionQuery, useOrganisations, usePerson } from './session.ts';
import './header.css';
import { useApiChange } from './query.ts';

/** A tour that can be opened and closed from every page. */
export interface HeaderTour {
  readonly isOpen: boolean;
  toggle(): void;
}

export function Header({ tour }: { tour: HeaderTour | undefined }) {
  const t = useTexts(shellTexts);
  const person = usePerson();
  const [open, setOpen] = useState(false);
  return (
    <header className="header">
      <div className="header-row">
        <Link className="header-brand" to="/">
          <Piece colour={0} />
          Datalab
        </Link>
        {person === null ? null : (
          <button
            className="header-menu-button"
            type="button"
            aria-expanded={open}
            aria-controls="main-menu"
            onClick={() => setOpen(!open)}
          >
            {t('menu')}
          </button>
        )}
        <div
          className={`header-parts ${person === null ? 'header-parts-alone' : open ? 'header-parts-open' : ''}`}
          id="main-menu"
        >
          {person === null ? null : (
            // biome-ignore lint/a11y/useKeyWithClickEvents: closes the menu after a link in it was followed by any means
            <nav className="header-nav" aria-label={t('mainMenu')} onClick={() => setOpen(false)}>
              <Link to="/" activeOptions={{ exact: true }}>
                {t('home')}
              </Link>
              <Link to="/editions">{t('editions')}</Link>
              <Link to="/data">{t('data')}</Link>
              {hasRole(person, 'privacy-officer') ? <Link to="/privacy">{t('privacy')}</Link> : null}
              {hasRole(person, 'privacy-officer') ? <Link to="/audit">{t('audit')}</Link> : null}
            </nav>
          )}
          <div className="header-end">
            {tour === undefined ? null : (
              <button
                className="header-tour"
                type="button"
                aria-pressed={tour.isOpen}
                onClick={() => {
                  setOpen(false);
                  tour.toggle();
                }}
              >
                {t('tour')}
              </button>
            )}
            <LanguageSwitch />
            <Me />
          </div>
        </div>
      </div>
    </header>
  );
}

function LanguageSwitch() {
  const t = useTexts(shellTexts);
  const { language, choose } = useLanguage();
  const show = useToast();
  const messageOf = useMessage();
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{t('languageLabel')}</legend>
      {languages.map((option) => (
        <button
          key={option}
          type="button"
          lang={option}
          aria-pressed={option === language}
          onClick={() => choose(option).catch(() => show({ text: messageOf('connection.lost') }))}
        >
          {option.toUpperCase()}
          <span className="visually-hidden"> {option === 'nl' ? t('toDutch') : t('toEnglish')}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Me() {
  const t = useTexts(shellTexts);
  const person = usePerson();
  const { nameOf, colourOf } = useOrganisations();
  const local = useLocal();
  const { language } = useLanguage();
  const signOut = useApiChange(identityRoutes.signOut, () => rememberLanguage(language));
  const demo = useQuery(sessionQuery).data?.demo ?? false;
  if (person === null) return null;
  return (
    <details className="me">
      <summary>
        <span className="visually-hidden">
          {t('me')}: {person.name}
        </span>
        <Avatar name={person.name} colour={colourOf(person.organisation)} />
      </summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: closes after a link in it was followed by any means */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is followed by keyboard clicks too */}
      <div
        className="me-menu"
        onClick={({ currentTarget }) => currentTarget.closest('details')?.removeAttribute('open')}
      >
        <strong>{person.name}</strong>
        <span className="small soft">{local(nameOf(person.organisation))}</span>
        <TextLink to="/me">{t('myAccount')}</TextLink>
        <TextLink to="/people">{t('people')}</TextLink>
        <TextLink to="/organisations">{t('network')}</TextLink>
        <TextLink to="/what-we-do">{t('whatWeDo')}</TextLink>
        {demo || hasRole(person, 'facilitator') ? <TextLink to="/outbox">{t('outbox')}</TextLink> : null}
        <button className="utrecht-link-button" type="button" onClick={() => signOut.mutate({})}>
          {t('signOut')}
        </button>
      </div>
    </details>
  );
}
