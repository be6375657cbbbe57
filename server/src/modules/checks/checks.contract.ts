export const checksErrors = ['checks.damaged', 'checks.version-damaged', 'checks.too-large'] as const;
export type ChecksError = (typeof checksErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    checks: ChecksError;
  }
}
