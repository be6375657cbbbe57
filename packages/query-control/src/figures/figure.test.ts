import { describe, expect, expectTypeOf, it } from 'vitest';
import { type FigureState, type ProtectedFigure, published, zeroFigure } from './figure.ts';
import { openFigure } from './open-figure.ts';

describe('a figure that may leave', () => {
  it('is made by this folder only: a value of the same form has another type', () => {
    expectTypeOf<{ status: 'published'; value: number; margin: number }>().not.toExtend<ProtectedFigure>();
    expectTypeOf<{ status: 'zero'; value: 0; margin: 0 }>().not.toExtend<ProtectedFigure>();
    expectTypeOf<number>().not.toExtend<ProtectedFigure>();
    expectTypeOf<ProtectedFigure>().toExtend<FigureState>();
  });

  it('is written as its state, without anything else, and cannot be changed', () => {
    expect(JSON.stringify([published(12, 5), zeroFigure])).toBe(
      '[{"status":"published","value":12,"margin":5},{"status":"zero","value":0,"margin":0}]',
    );
    expect(Object.isFrozen(published(12, 5))).toBe(true);
  });

  it('is a value as it is only of open data about areas', () => {
    const open = { unit: 'area', accessClass: 'open' };
    expect(openFigure(1234.5, open)).toEqual(published(1234.5, 0));
    expect(openFigure(0, open)).toEqual(zeroFigure);
    expect(openFigure(null, open)).toEqual({ status: 'missing' });
    expect(() => openFigure(3, { unit: 'person', accessClass: 'open' })).toThrow(TypeError);
    expect(() => openFigure(3, { unit: 'area', accessClass: 'shared' })).toThrow(TypeError);
  });
});
