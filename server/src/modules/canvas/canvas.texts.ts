import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText, TextInput } from '../../platform/http/common.contract.ts';
import { changeText } from '../../platform/http/local-text.contract.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { CanvasAction } from './actions.contract.ts';
import type { BoxAddress, BoxChange, ChangeBox } from './canvas.board.ts';
import type { CanvasBox, CanvasVersion } from './canvas.contract.ts';
import { mayAgreeOn, mayChoose } from './canvas.policy.ts';
import {
  insertVersion,
  listVersions,
  newestAgreed,
  recordVersionOutcome,
  saveAssent,
} from './canvas.queries.ts';

type VersionAddress = BoxAddress & { readonly version: number };
type Proposal = Pick<CanvasVersion, 'text' | 'basedOn'>;

/** The agreed text of each box, its versions, and the choice where two people wrote at once. */
export function createCanvasTexts(change: ChangeBox, record: RecordEvent<CanvasAction>) {
  async function write(
    made: BoxChange,
    proposal: Proposal & Pick<CanvasVersion, 'number'>,
    state: 'agreed' | 'competing',
  ): Promise<void> {
    const { tx, place, by, at } = made;
    await insertVersion(tx, place, { ...proposal, by, at, step: made.edition.currentStep, state });
    if (state === 'agreed') await saveAssent(tx, place, { number: proposal.number, by, at });
    await log(made, state === 'agreed' ? 'canvas.text-agreed' : 'canvas.text-competes', proposal.number);
  }

  function log(
    { tx, edition, place, actor }: BoxChange,
    action: CanvasAction,
    version: number,
  ): Promise<void> {
    const subject = `canvas/${place.box}`;
    return record(tx, { actor, action, subject, edition: edition.slug, details: { version } });
  }

  return {
    /** Requirement 38: what two people wrote over the same text is kept side by side, never overwritten. */
    async propose(
      actor: Actor,
      address: BoxAddress,
      { text: typed, basedOn }: { text: TextInput; basedOn: number },
    ): Promise<CanvasBox> {
      requireAllowed(mayAgreeOn(address.box), 409);
      return change(actor, address, async (made) => {
        const versions = await listVersions(made.tx, made.place.edition, address.box);
        const seen = versions.find(({ number }) => number === basedOn);
        const text = changeText(seen?.text ?? null, typed, made.at);
        const agreed = newestAgreed(versions);
        const isSame = agreed !== undefined && isSameText(agreed.text, text);
        if (isSame && agreed.step === made.edition.currentStep) {
          return saveAssent(made.tx, made.place, { number: agreed.number, by: made.by, at: made.at });
        }
        const isSeen = isSame || basedOn === (agreed?.number ?? 0);
        if (!isSeen && isProposed(versions, text)) return;
        const proposal = { number: versions.length + 1, text, basedOn };
        await write(made, proposal, isSeen ? 'agreed' : 'competing');
      });
    },

    choose(
      actor: Actor,
      address: VersionAddress,
      { choice, basedOn }: { choice: 'take' | 'set-aside'; basedOn: number },
    ): Promise<CanvasBox> {
      return change(actor, address, async (made) => {
        const { tx, place } = made;
        const versions = await listVersions(tx, place.edition, address.box);
        const competing = versions.find(({ number }) => number === address.version);
        if (competing === undefined) throw new Failure('canvas.version-unknown', 404);
        requireAllowed(mayChoose(competing, newestAgreed(versions), basedOn), 409);
        if (choice === 'set-aside') {
          await recordVersionOutcome(tx, place, address.version, 'set-aside');
          return log(made, 'canvas.text-set-aside', address.version);
        }
        await recordVersionOutcome(tx, place, address.version, 'taken');
        const { text } = competing;
        await write(made, { number: versions.length + 1, text, basedOn }, 'agreed');
      });
    },

    assent(actor: Actor, address: VersionAddress): Promise<CanvasBox> {
      return change(actor, address, async ({ tx, place, by, at }) => {
        const agreed = newestAgreed(await listVersions(tx, place.edition, address.box));
        if (agreed?.number !== address.version) throw new Failure('canvas.changed-meanwhile', 409);
        await saveAssent(tx, place, { number: address.version, by, at });
      });
    },
  };
}

function isProposed(versions: readonly CanvasVersion[], text: LocalText): boolean {
  return versions.some((version) => version.state === 'competing' && isSameText(version.text, text));
}

function isSameText(one: LocalText, other: LocalText): boolean {
  return one.nl === other.nl && one.en === other.en;
}
