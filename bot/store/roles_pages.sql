-- Only where `web` serves the public page or the partners' pages (PUBLIC_PAGE, DESK, PUBLIC_URL): what these read and write.
-- Run it like roles.sql, after `python -m bot release`. People's languages, conversations and messages stay closed to `web`.
-- The form on /dispute, and rows of lists that are hidden:
grant select, insert on dispute to second_look_web;
grant select on dispute_step, hidden to second_look_web;
-- The partners' pages: signing in, the log, numbers.
grant select on account, partner, tally to second_look_web;
grant select, insert, delete on signin, visit to second_look_web;
grant select, insert on audit to second_look_web;
-- New scripts, reports, disputes, calls, warnings.
grant select on cluster, shingle, sighting, alert_reader to second_look_web;
grant select, update, delete on report to second_look_web;
grant select, insert, delete on decision, entry to second_look_web;
grant select, update on watch to second_look_web;
grant update on dispute to second_look_web;
grant insert on dispute_step to second_look_web;
grant insert, delete on hidden to second_look_web;
grant select, insert on call to second_look_web;
grant select, insert, update on alert to second_look_web;
grant select, insert, delete on alert_copy to second_look_web;
-- The projector pages of workshops (PUBLIC_URL).
grant select on workshop, vote to second_look_web;
