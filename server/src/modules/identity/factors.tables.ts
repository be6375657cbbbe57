/** What a person signs in with besides the password. */
export interface FactorTables {
  totp_factors: {
    person: string;
    /** Encrypted with the secret of the server, which is not in the database. */
    secret: string;
    made_at: Date;
    /** Null until the person showed that the app gives the right codes. */
    confirmed_at: Date | null;
    /** The half minute of the last code that was accepted: none of it or before it is accepted again. */
    last_step: number | null;
  };
  backup_codes: { code_hash: string; person: string; used_at: Date | null };
  passkeys: {
    id: string;
    person: string;
    name: string;
    public_key: string;
    counter: number;
    made_at: Date;
    last_used_at: Date | null;
  };
  /** What a passkey has to sign; each is taken once. Without a person it is of somebody who signs in. */
  passkey_challenges: {
    challenge: string;
    purpose: 'add' | 'sign-in' | 'prove';
    person: string | null;
    expires_at: Date;
  };
}

/** Who is signed in proved it with the password, when the session began. */
export const factorStatements = [
  `alter table "session" add column "provenAt" timestamptz, add column "method" text`,
  `update "session" set "provenAt" = "createdAt", "method" = 'password'`,
  'alter table "session" alter column "provenAt" set not null, alter column "method" set not null',
  'alter table "organization" add column "secondFactorSince" timestamptz',
  `create table totp_factors (
    person text primary key references "user" ("id") on delete cascade, secret text not null,
    made_at timestamptz not null, confirmed_at timestamptz, last_step integer)`,
  `create table backup_codes (
    code_hash text primary key, person text not null references "user" ("id") on delete cascade,
    used_at timestamptz)`,
  'create index on backup_codes (person)',
  `create table passkeys (
    id text primary key, person text not null references "user" ("id") on delete cascade, name text not null,
    public_key text not null, counter bigint not null, made_at timestamptz not null,
    last_used_at timestamptz)`,
  'create index on passkeys (person)',
  `create table passkey_challenges (
    challenge text primary key, purpose text not null, person text references "user" ("id") on delete cascade,
    expires_at timestamptz not null)`,
  'create index on passkey_challenges (expires_at)',
];
