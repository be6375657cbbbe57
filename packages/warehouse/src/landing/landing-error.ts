/** Nothing was landed; what was half written has been removed. */
export class LandingError extends Error {
  readonly code: 'landing.version-exists' | 'landing.no-persons' | 'landing.invalid';

  constructor(code: LandingError['code'], message: string) {
    super(message);
    this.name = 'LandingError';
    this.code = code;
  }
}
