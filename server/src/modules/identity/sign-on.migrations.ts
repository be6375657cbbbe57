/** A person at a provider has one account here, as has one with a password. */
export const signOnStatements = [
  'create unique index on "account" ("providerId", "accountId")',
  'alter table "session" add column "signOnIssuer" text, add column "signOnSid" text',
  'create index on "session" ("signOnIssuer", "signOnSid")',
  `create table sign_on_settings (
    organisation text primary key references "organization" ("slug") on delete cascade,
    issuer text not null, client_id text not null, authentication text not null, acr_values text not null,
    required_acr text, groups_claim text, group_roles jsonb not null, domains_only boolean not null,
    makes_persons boolean not null, is_named boolean not null, says_pkce boolean not null,
    changed_at timestamptz not null, changed_by text not null)`,
  `create table sign_on_domains (
    domain text primary key,
    organisation text not null references sign_on_settings (organisation) on delete cascade)`,
  `create table sign_on_logouts (
    issuer text not null, token text not null, expires_at timestamptz not null, primary key (issuer, token))`,
];

export const serviceAccountStatements = [
  `create table service_accounts (
    id text primary key, token_hash text not null unique,
    organisation text not null references "organization" ("slug") on delete cascade,
    name text not null, owner_id text not null, scopes jsonb not null, made_by text not null,
    made_at timestamptz not null, expires_at timestamptz not null, last_used_at timestamptz, revoked_at timestamptz,
    revoked_by text)`,
  'create index on service_accounts (organisation)',
];
