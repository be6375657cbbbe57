import { type JSONColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { NewsKind } from './accounts.contract.ts';
import type { CodeKind } from './codes.contract.ts';
import { type FactorTables, factorStatements } from './factors.tables.ts';
import type { Organisation, SignInMethod } from './identity.contract.ts';
import type { ServiceScope } from './service-accounts.contract.ts';
import type { SignOnSettings } from './sign-on.contract.ts';
import { serviceAccountStatements, signOnStatements } from './sign-on.migrations.ts';

/** The tables better-auth works on; their names and columns are its own, `kind`, `colour` and the names are ours. */
export interface IdentityTables {
  user: {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    image: string | null;
    createdAt: Date;
    updatedAt: Date;
  };
  account: {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
    createdAt: Date;
    updatedAt: Date;
  };
  organization: {
    id: string;
    name: string;
    slug: string;
    createdAt: Date;
    kind: Organisation['kind'];
    colour: number;
    nameNl: string;
    nameEn: string;
    /** Null until a privacy officer of another organisation confirmed who speaks for it. */
    confirmedAt: Date | null;
    /** Null where no person confirmed it: the founding organisation, and the demo. */
    confirmedBy: string | null;
    /** Since when it demands a second factor of its people; null when it does not. */
    secondFactorSince: Date | null;
  };
  member: {
    id: string;
    organizationId: string;
    userId: string;
    /** Several roles, comma-joined. */
    role: string;
    createdAt: Date;
    /** Who made the code with which the account was opened. */
    madeById: string | null;
    /** Null while the role of privacy officer waits for another person. */
    officerConfirmedAt: Date | null;
    blockedAt: Date | null;
    blockedBy: string | null;
    blockedReason: string | null;
    /** Who gave the role of privacy officer, where that was not with the code of the account. */
    officerGivenById: string | null;
    removedAt: Date | null;
    removedBy: string | null;
    removedReason: string | null;
  };
  session: {
    id: string;
    userId: string;
    token: string;
    createdAt: Date;
    updatedAt: Date;
    expiresAt: Date;
    ipAddress: string | null;
    userAgent: string | null;
    /** When the person last proved who they are. */
    provenAt: Date;
    method: SignInMethod;
    /** Of a session that began at a provider, which can end it. */
    signOnIssuer: string | null;
    signOnSid: string | null;
  };
  /** What changed in an account, for who watches over the accounts of the organisation. */
  account_news: {
    id: string;
    kind: NewsKind;
    organisation: string;
    person_id: string;
    person: string;
    done_by: string | null;
    /** Several roles, comma-joined. */
    roles: string;
    at: Date;
  };
  organisation_intentions: {
    id: string;
    organisation: string;
    /** Several themes, comma-joined. */
    themes: string;
    declared_at: Date;
    declared_by: string;
    withdrawn_at: Date | null;
    withdrawn_by: string | null;
  };
  totp_factors: FactorTables['totp_factors'];
  backup_codes: FactorTables['backup_codes'];
  passkeys: FactorTables['passkeys'];
  passkey_challenges: FactorTables['passkey_challenges'];
  account_codes: {
    id: string;
    kind: CodeKind;
    /** Whose password or address it changes. */
    person_id: string | null;
    /** Who it is for: of a colleague, the only address that it opens an account for. */
    code_hash: string;
    organisation: string;
    name: string | null;
    email: string | null;
    /** Several roles, comma-joined. */
    roles: string;
    made_by_id: string;
    made_by: string;
    /** Whose people may renew or withdraw the code of a first account. */
    made_by_organisation: string;
    made_at: Date;
    expires_at: Date;
    used_at: Date | null;
    withdrawn_at: Date | null;
  };
  /** How an organisation signs its people in through its own provider. */
  sign_on_settings: {
    organisation: string;
    issuer: string;
    client_id: string;
    authentication: SignOnSettings['authentication'];
    /** Space-joined, as OpenID Connect writes them. */
    acr_values: string;
    required_acr: string | null;
    groups_claim: string | null;
    group_roles: JSONColumnType<SignOnSettings['groupRoles']>;
    domains_only: boolean;
    makes_persons: boolean;
    is_named: boolean;
    says_pkce: boolean;
    changed_at: Date;
    changed_by: string;
  };
  /** Each is of one organisation. */
  sign_on_domains: { domain: string; organisation: string };
  /** Logout tokens that did their work, until they are too old to be taken. */
  sign_on_logouts: { issuer: string; token: string; expires_at: Date };
  /** Of scripts, each with an owner among the people. */
  service_accounts: {
    id: string;
    token_hash: string;
    organisation: string;
    name: string;
    owner_id: string;
    scopes: JSONColumnType<ServiceScope[]>;
    made_by: string;
    made_at: Date;
    expires_at: Date;
    last_used_at: Date | null;
    revoked_at: Date | null;
    revoked_by: string | null;
  };
}

export const ownTables = ownTablesOf<IdentityTables>();

const statements = [
  `create table "user" (
    "id" text primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null,
    "image" text, "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp)`,
  `create table "session" (
    "id" text primary key, "expiresAt" timestamptz not null, "token" text not null unique,
    "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null,
    "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade,
    "activeOrganizationId" text)`,
  `create table "account" (
    "id" text primary key, "accountId" text not null, "providerId" text not null,
    "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text,
    "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text,
    "password" text, "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null)`,
  `create table "verification" (
    "id" text primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp)`,
  `create table "organization" (
    "id" text primary key, "name" text not null, "slug" text not null unique, "logo" text,
    "createdAt" timestamptz not null, "metadata" text, "kind" text not null, "colour" integer not null,
    "nameNl" text not null, "nameEn" text not null)`,
  `create table "member" (
    "id" text primary key, "organizationId" text not null references "organization" ("id") on delete cascade,
    "userId" text not null references "user" ("id") on delete cascade, "role" text not null,
    "createdAt" timestamptz not null, unique ("userId"))`,
  `create table "invitation" (
    "id" text primary key, "organizationId" text not null references "organization" ("id") on delete cascade,
    "email" text not null, "role" text, "status" text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "inviterId" text not null references "user" ("id") on delete cascade)`,
  'create index on "session" ("userId")',
  'create index on "account" ("userId")',
  'create index on "verification" ("identifier")',
  'create index on "member" ("organizationId")',
];

/** Organisations and privacy officers that are in use already count as confirmed. */
const accountStatements = [
  `alter table "organization" add column "confirmedAt" timestamptz, add column "confirmedBy" text`,
  `update "organization" set "confirmedAt" = "createdAt"
    where exists (select from "member" where "organizationId" = "organization"."id")`,
  `alter table "member" add column "madeById" text, add column "officerConfirmedAt" timestamptz,
    add column "blockedAt" timestamptz, add column "blockedBy" text, add column "blockedReason" text`,
  `update "member" set "officerConfirmedAt" = "createdAt" where "role" like '%privacy-officer%'`,
  `create table account_codes (
    id text primary key, code_hash text not null unique,
    organisation text not null references "organization" ("slug") on delete cascade,
    name text, email text, roles text not null, made_by_id text not null, made_by text not null,
    made_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz, withdrawn_at timestamptz)`,
  'create index on account_codes (organisation)',
];

const holds = (role: string): string => `'${role}' = any(string_to_array("role", ','))`;
const isIn = '"blockedAt" is null';
const becomesAdministrator = `update "member" set "role" = "role" || ',administrator'`;
/** Organisations nobody administers yet. */
const unadministered = `"organizationId" not in (select "organizationId" from "member"
  where ${isIn} and ${holds('administrator')})`;

/** The people who led until now administer: facilitators, else privacy officers in force, else stewards. */
const administratorStatements = [
  `${becomesAdministrator} where ${isIn} and ${holds('facilitator')}`,
  `${becomesAdministrator} where ${isIn} and ${holds('privacy-officer')} and "officerConfirmedAt" is not null
    and ${unadministered}`,
  `${becomesAdministrator} where ${isIn} and ${holds('steward')} and ${unadministered}`,
  'alter table account_codes add column made_by_organisation text',
  `update account_codes set made_by_organisation = coalesce(
    (select "slug" from "member" join "organization" on "organization"."id" = "organizationId"
      where "userId" = made_by_id), organisation)`,
  'alter table account_codes alter column made_by_organisation set not null',
  `alter table account_codes add column kind text, add column person_id text references "user" ("id")`,
  `update account_codes set kind = case when email is null then 'founding' else 'colleague' end`,
  'alter table account_codes alter column kind set not null',
  `alter table "member" add column "officerGivenById" text, add column "removedAt" timestamptz,
    add column "removedBy" text, add column "removedReason" text`,
  `create table account_news (
    id text primary key, kind text not null, organisation text not null, person_id text not null,
    person text not null, done_by text, roles text not null, at timestamptz not null)`,
  'create index on account_news (organisation, at)',
  'create index on account_news (person_id, at)',
  `create table organisation_intentions (
    id text primary key, organisation text not null references "organization" ("slug") on delete cascade,
    themes text not null, declared_at timestamptz not null, declared_by text not null,
    withdrawn_at timestamptz, withdrawn_by text)`,
  'create unique index on organisation_intentions (organisation) where withdrawn_at is null',
];

export const identityMigrations: Migrations = {
  '2026-11-21-identity-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-30-identity-2': {
    up: async (db) => {
      for (const statement of accountStatements) await sql.raw(statement).execute(db);
    },
  },
  '2026-12-01-identity-3': {
    up: async (db) => {
      for (const statement of administratorStatements) await sql.raw(statement).execute(db);
    },
  },
  '2026-12-01-identity-4': {
    up: async (db) => {
      for (const statement of factorStatements) await sql.raw(statement).execute(db);
    },
  },
  '2026-12-01-identity-5': {
    up: async (db) => {
      for (const statement of signOnStatements) await sql.raw(statement).execute(db);
    },
  },
  '2026-12-01-identity-6': {
    up: async (db) => {
      for (const statement of serviceAccountStatements) await sql.raw(statement).execute(db);
    },
  },
};
