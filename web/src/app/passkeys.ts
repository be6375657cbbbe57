import type {
  NewPasskey,
  PasskeyCreation,
  PasskeyProof,
  PasskeyRequest,
} from '@datalab/server/modules/identity/factors.contract.ts';
import { ApiProblem } from './api.ts';

export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
}

export async function createPasskey(options: PasskeyCreation): Promise<NewPasskey> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return toAnswer(await orCancelled(navigator.credentials.create({ publicKey })));
}

export async function answerWithPasskey(options: PasskeyRequest): Promise<PasskeyProof> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return toAnswer(await orCancelled(navigator.credentials.get({ publicKey })));
}

function toAnswer<Answer>(credential: Credential | null): Answer {
  if (!(credential instanceof PublicKeyCredential)) throw new ApiProblem('passkey.cancelled', 0);
  return credential.toJSON() as Answer;
}

/** A browser tells with the name of its error whether the user stopped, and hides all else that went wrong. */
async function orCancelled<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new ApiProblem(
      error.name === 'InvalidStateError' ? 'passkey.there-already' : 'passkey.cancelled',
      0,
    );
  }
}
