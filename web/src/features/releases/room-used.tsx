import type { ApiProblem } from '../../app/api.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Alert } from '../../ui/alert.tsx';

const roomCodes: ReadonlySet<string> = new Set([
  'releases.edition-budget-used',
  'releases.person-budget-used',
  'releases.choices-used',
]);

export function isRoomUsed({ code }: ApiProblem): boolean {
  return roomCodes.has(code);
}

/** Nothing went wrong: so much may be asked and no more, and this is who to ask. */
export function RoomUsed({ problem }: { problem: ApiProblem }) {
  const t = useTexts(releasesTexts);
  const say = useMessage();
  return (
    <Alert type="warning" role="alert">
      <div className="stack stack-tight">
        <p>
          <strong>{t('roomUp')}</strong>
        </p>
        <p>{say(problem.code, problem.params)}</p>
      </div>
    </Alert>
  );
}
