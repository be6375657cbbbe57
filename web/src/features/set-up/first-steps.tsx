import { useState } from 'react';
import { useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, TextLink } from '../../ui/link.tsx';
import './set-up.css';
import { type SetUp, useSetUp } from './use-set-up.ts';

const hiddenKey = 'datalab.first-steps.hidden';

/** What is left of the first hour, for whoever runs the installation; gone by itself when everything is there. */
export function FirstSteps() {
  const t = useTexts(setUpTexts);
  const setUp = useSetUp();
  const [isHidden, setHidden] = useState(() => localStorage.getItem(hiddenKey) !== null);
  if (setUp === undefined || isHidden) return null;
  const items = listItems(setUp);
  const next = items.find(({ done }) => !done);
  if (next === undefined) return null;
  const hide = () => {
    localStorage.setItem(hiddenKey, 'yes');
    setHidden(true);
  };
  return (
    <section aria-labelledby="first-steps">
      <Heading2 id="first-steps">{t('firstSteps')}</Heading2>
      <Card className="stack">
        <ol className="first-steps">
          {items.map(({ key, to, done }) => (
            <li key={key} className={done ? 'first-step first-step-done' : 'first-step'}>
              <span className="first-step-mark" aria-hidden="true" />
              <span>
                {done || key === next.key ? (
                  t(`item.${key}`)
                ) : (
                  <TextLink to={to}>{t(`item.${key}`)}</TextLink>
                )}
                {done ? <span className="visually-hidden">, {t('itemDone')}</span> : null}
              </span>
            </li>
          ))}
        </ol>
        <div className="row">
          <PrimaryLink to={next.to}>{t(`itemDo.${next.key}`)}</PrimaryLink>
          <ActionButton look="subtle" onClick={hide}>
            {t('hide')}
          </ActionButton>
        </div>
      </Card>
    </section>
  );
}

interface Item {
  readonly key: 'mail' | 'areas' | 'partner' | 'edition' | 'officer' | 'confirmed';
  readonly to: string;
  readonly done: boolean;
}

function listItems({ facts, hasOfficer, hasConfirmedPartner }: SetUp): readonly Item[] {
  return [
    { key: 'mail', to: '/set-up/mail', done: facts.mail },
    { key: 'areas', to: '/set-up/areas', done: facts.areas },
    { key: 'partner', to: '/set-up/partner', done: facts.partner },
    { key: 'edition', to: '/set-up/edition', done: facts.edition },
    { key: 'officer', to: '/people', done: hasOfficer },
    { key: 'confirmed', to: '/organisations', done: hasConfirmedPartner },
  ];
}
