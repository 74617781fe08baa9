-- A schema and three roles for each service that keeps state. Can be run again at any time.
--
-- <schema>_owner   runs the migrations and owns the tables
-- <schema>         the service's login: reads and writes rows, no DDL
-- <schema>_worker  no login; the service steps into it (SET LOCAL ROLE) for what concerns all tenants:
--                  relaying the outbox and listing the tenants. Policies name it, so it must not be
--                  inherited: a login that inherits it would pass those policies in every statement.
--
-- Passwords come from two settings of the session that runs this file:
--   renewals.db_password, renewals.db_owner_password
-- With psql: PGOPTIONS='-c renewals.db_password=... -c renewals.db_owner_password=...'
DO $roles$
DECLARE
  service text;
  login_password text := current_setting('renewals.db_password');
  owner_password text := current_setting('renewals.db_owner_password');
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  REVOKE ALL ON SCHEMA public FROM PUBLIC;

  FOREACH service IN ARRAY ARRAY['intake', 'registry', 'drafter', 'notifier', 'action_service', 'audit_sink']
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service || '_owner') THEN
      EXECUTE format('CREATE ROLE %I', service || '_owner');
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
      EXECUTE format('CREATE ROLE %I', service);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service || '_worker') THEN
      EXECUTE format('CREATE ROLE %I', service || '_worker');
    END IF;

    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD %L', service || '_owner', owner_password);
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD %L', service, login_password);
    EXECUTE format('ALTER ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', service || '_worker');
    EXECUTE format('GRANT %I TO %I WITH INHERIT FALSE, SET TRUE', service || '_worker', service);
    EXECUTE format('ALTER ROLE %I SET search_path = %I', service || '_owner', service);
    EXECUTE format('ALTER ROLE %I SET search_path = %I', service, service);

    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I, %I', current_database(), service || '_owner', service);
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, service || '_owner');
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, %I', service, service, service || '_worker');
    -- What a migration creates is the login's to use, unless that migration takes something back.
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
        service || '_owner', service, service);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO %I',
        service || '_owner', service, service);
  END LOOP;
END
$roles$;
