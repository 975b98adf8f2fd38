-- Least privilege on PostgreSQL. Run once as the server's administrator, connected to the bot's new, empty database:
--   psql -v ON_ERROR_STOP=1 -f bot/store/roles.sql DATABASE
-- then give each a password (\password second_look_owner ...), run `python -m bot release` as second_look_owner, and
-- run this file again: its last part needs the tables. It may be run as often as you like.
do $$ begin
    if not exists (select from pg_roles where rolname = 'second_look_owner') then
        create role second_look_owner login;
        create role second_look_worker login;
        create role second_look_web login;
    end if;
end $$;
revoke all on schema public from public;
grant usage, create on schema public to second_look_owner;
grant usage on schema public to second_look_worker, second_look_web;
do $$ begin execute format('grant create on database %I to second_look_owner', current_database()); end $$;
-- What the owner makes from now on, the worker may use: rows, never tables.
alter default privileges for role second_look_owner
    grant select, insert, update, delete on tables to second_look_worker;
alter default privileges for role second_look_owner grant usage, select on sequences to second_look_worker;
alter default privileges for role second_look_owner grant usage on schemas to second_look_worker;
-- After `python -m bot release`: `web` only puts updates in and counts them.
do $$ begin
    if to_regclass('inbox') is not null then
        grant select, insert on inbox, seen to second_look_web;
        grant select on alembic_version to second_look_web;
        revoke insert, update, delete on alembic_version from second_look_worker;
    end if;
end $$;
