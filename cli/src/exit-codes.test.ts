import { describe, expect, it } from 'vitest';
import { explainFailure, failureText, WrongUse } from './exit-codes.ts';

describe('a failure', () => {
  it('tells what was written for people, with what to do', () => {
    const report = explainFailure(new WrongUse('x.y', 'That is wrong.', 'Do it right.'));
    expect(report).toMatchObject({ exitCode: 2, code: 'x.y' });
    expect(failureText(report)).toBe('That is wrong.\nDo it right.');
  });

  it('never shows the message of an unforeseen error, which may quote the data', () => {
    const report = explainFailure(new TypeError('cannot convert "Jansen, 1951" to a number'));
    expect(report.exitCode).toBe(1);
    expect(JSON.stringify(report)).not.toContain('Jansen');
  });

  it('names the port that is taken and the file that is not there', () => {
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 3000 });
    expect(explainFailure(taken)).toMatchObject({
      exitCode: 2,
      message: 'Port 3000 is in use by another program.',
    });
    const absent = Object.assign(new Error('open'), { code: 'ENOENT', path: 'a.geojson' });
    expect(explainFailure(absent)).toMatchObject({ exitCode: 2, message: 'a.geojson is not there.' });
  });

  it('is no mistake of the user when trying again may help', () => {
    const refused = (retryable: boolean) =>
      Object.assign(new Error('no'), { name: 'KeyholderRefused', code: 'c', retryable });
    expect(explainFailure(refused(true)).exitCode).toBe(1);
    expect(explainFailure(refused(false)).exitCode).toBe(2);
  });
});
