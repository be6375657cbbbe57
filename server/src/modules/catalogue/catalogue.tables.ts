import { sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { AreaDivision, DataSetWords } from './catalogue.contract.ts';

export interface CatalogueTables {
  data_sets: { id: string; owner: string; registered_at: Date };
  data_contracts: {
    data_set: string;
    version: string;
    ordinal: number;
    text: string;
    words: DataSetWords;
    registered_at: Date;
    registered_by: string;
  };
  area_divisions: {
    year: number;
    file: string;
    coordinates: 'wgs84' | 'planar';
    facts: AreaDivision;
    registered_at: Date;
  };
}

export const ownTables = ownTablesOf<CatalogueTables>();

export const catalogueMigrations: Migrations = {
  '2026-11-21-catalogue-1': {
    up: async (db) => {
      await sql`
        create table data_sets (id text primary key, owner text not null, registered_at timestamptz(3) not null)
      `.execute(db);
      await sql`
        create table data_contracts (
          data_set text not null references data_sets (id),
          version text not null,
          ordinal integer not null,
          text text not null,
          words jsonb not null,
          registered_at timestamptz(3) not null,
          registered_by text not null,
          primary key (data_set, version),
          unique (data_set, ordinal)
        )`.execute(db);
      await sql`
        create table area_divisions (
          year integer primary key,
          file text not null,
          coordinates text not null,
          facts jsonb not null,
          registered_at timestamptz(3) not null
        )`.execute(db);
    },
  },
};
