use role securityadmin;

grant usage on database ${database} to role "STARBEAM_READER";

grant usage on schema ${database}."STAR" to role "STARBEAM_READER";

grant usage on schema ${database}."MARTS" to role "STARBEAM_READER";

grant usage on schema ${database}."QUALITY" to role "STARBEAM_READER";

grant select on all tables in schema ${database}."STAR" to role "STARBEAM_READER";

grant select on all views in schema ${database}."STAR" to role "STARBEAM_READER";

grant select on all tables in schema ${database}."MARTS" to role "STARBEAM_READER";

grant select on all views in schema ${database}."MARTS" to role "STARBEAM_READER";

grant select on all dynamic tables in schema ${database}."MARTS" to role "STARBEAM_READER";

-- Of dimensions, facts and marts that are declared later.
grant select on future tables in schema ${database}."STAR" to role "STARBEAM_READER";

grant select on future views in schema ${database}."STAR" to role "STARBEAM_READER";

grant select on future tables in schema ${database}."MARTS" to role "STARBEAM_READER";

grant select on future views in schema ${database}."MARTS" to role "STARBEAM_READER";

grant select on future dynamic tables in schema ${database}."MARTS" to role "STARBEAM_READER";

grant select on table ${database}."QUALITY"."LOADS" to role "STARBEAM_READER";

grant select on table ${database}."QUALITY"."LOAD_TABLES" to role "STARBEAM_READER";

grant select on table ${database}."QUALITY"."RUNS" to role "STARBEAM_READER";

grant select on table ${database}."QUALITY"."CHECK_RESULTS" to role "STARBEAM_READER";

grant select on view ${database}."QUALITY"."VERDICTS_NOW" to role "STARBEAM_READER";

-- These hold whole records as they came, and where from.
grant select on table ${database}."QUALITY"."LOAD_FILES" to role "STARBEAM_STEWARD";

grant select on table ${database}."QUALITY"."REJECTED_ROWS" to role "STARBEAM_STEWARD";

grant select on table ${database}."QUALITY"."QUARANTINED_ROWS" to role "STARBEAM_STEWARD";

grant select on view ${database}."QUALITY"."REJECTED_NOW" to role "STARBEAM_STEWARD";
