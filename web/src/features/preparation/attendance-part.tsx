import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import {
  type Attendee,
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { backgrounds } from '@datalab/server/modules/preparation/questions.contract.ts';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { Alert } from '../../ui/alert.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/card.tsx';
import { Select, SelectOption } from '../../ui/controls.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { SteeringCard } from './steering-card.tsx';

interface AttendancePartProps {
  readonly edition: Edition;
  readonly preparation: Preparation;
}

/** Requirement 51: technical people, domain experts and the front line, and in a sentence which of them is missing. */
export function AttendancePart({ edition, preparation }: AttendancePartProps) {
  const t = useTexts(preparationTexts);
  const { people, missing } = preparation.room;
  const unsaid = people.filter(({ background }) => background === null);
  return (
    <div className="stack stack-wide">
      <Alert type={missing.length === 0 ? 'ok' : 'warning'}>
        {missing.length === 0 ? (
          <p>{t('missingNobody')}</p>
        ) : (
          <div className="stack stack-tight">
            {missing.map((background) => (
              <p key={background}>{t(`missing.${background}`)}</p>
            ))}
          </div>
        )}
      </Alert>
      <div className="tiles">
        {backgrounds.map((background) => (
          <Group
            key={background}
            name={t(`background.${background}`)}
            edition={edition.slug}
            people={people.filter((person) => person.background === background)}
          />
        ))}
        {unsaid.length === 0 ? null : (
          <Group name={t('backgroundNone')} edition={edition.slug} people={unsaid} />
        )}
      </div>
      <SteeringCard edition={edition} preparation={preparation} />
    </div>
  );
}

interface GroupProps {
  readonly name: string;
  readonly edition: string;
  readonly people: readonly Attendee[];
}

function Group({ name, edition, people }: GroupProps) {
  const t = useTexts(preparationTexts);
  return (
    <Card as="section" className="stack">
      <h2 className="utrecht-heading-3">{name}</h2>
      {people.length === 0 ? (
        <p className="soft">{t('nobodyYet')}</p>
      ) : (
        <ul className="plain-list stack">
          {people.map((person) => (
            <PersonLine key={person.id} edition={edition} person={person} />
          ))}
        </ul>
      )}
    </Card>
  );
}

const unsaidValue = '';

function PersonLine({ edition, person }: { edition: string; person: Attendee }) {
  const t = useTexts(preparationTexts);
  const local = useLocal();
  const toast = useToast();
  const { colourOf, nameOf } = useOrganisations();
  const { id, name, organisation, background, chosen, may } = person;
  const params = { edition, person: id };
  const putBack = useApiChange(preparationRoutes.chooseBackground);
  const choose = useApiChange(preparationRoutes.chooseBackground, () =>
    toast({
      text: t('saved'),
      undo: () => putBack.mutate({ params, body: { background: chosen ? background : null } }),
    }),
  );
  return (
    <li className="stack stack-tight">
      <div className="row preparation-person">
        <Avatar name={name} colour={colourOf(organisation)} />
        <span>
          <strong>{name}</strong>
          <span className="small soft">
            {' '}
            {local(nameOf(organisation))}
            {background === null || chosen ? null : ` · ${t('byRole')}`}
          </span>
        </span>
      </div>
      {may.choose.allowed ? (
        <Select
          aria-label={t('backgroundOf', { name })}
          value={background ?? unsaidValue}
          disabled={choose.isPending}
          onChange={(event) =>
            choose.mutate({
              params,
              body: { background: backgrounds.find((known) => known === event.target.value) ?? null },
            })
          }
        >
          {background === null ? (
            <SelectOption value={unsaidValue}>{t('backgroundNone')}</SelectOption>
          ) : null}
          {backgrounds.map((known) => (
            <SelectOption key={known} value={known}>
              {t(`background.${known}`)}
            </SelectOption>
          ))}
        </Select>
      ) : null}
      <ProblemAlert error={choose.error} />
    </li>
  );
}
