grant usage on database ${database} to role "STARBEAM_LOADER";

grant usage, create table, create view on all schemas in database ${database} to role "STARBEAM_LOADER";

-- Only owners may add columns, widen types and replace views; the grants to readers stay.
grant ownership on all tables in schema "STAR" to role "STARBEAM_LOADER" copy current grants;

grant ownership on all views in schema "STAR" to role "STARBEAM_LOADER" copy current grants;

grant ownership on all tables in schema "STAR_DATA" to role "STARBEAM_LOADER" copy current grants;

grant ownership on all tables in schema "RAW" to role "STARBEAM_LOADER" copy current grants;

grant ownership on all tables in schema "QUALITY" to role "STARBEAM_LOADER" copy current grants;

grant usage on file format "QUALITY"."STARBEAM_PARQUET" to role "STARBEAM_LOADER";

grant read, write on stage "QUALITY"."STARBEAM_STAGE" to role "STARBEAM_LOADER";

grant usage on database ${database} to role "STARBEAM_READER";

grant usage on schema "STAR" to role "STARBEAM_READER";

grant usage on schema "MARTS" to role "STARBEAM_READER";

grant usage on schema "QUALITY" to role "STARBEAM_READER";

grant select on all tables in schema "STAR" to role "STARBEAM_READER";

grant select on all views in schema "STAR" to role "STARBEAM_READER";

grant select on future tables in schema "MARTS" to role "STARBEAM_READER";

grant select on future views in schema "MARTS" to role "STARBEAM_READER";

grant select on all tables in schema "QUALITY" to role "STARBEAM_READER";

-- Tables that the loader makes later, of dimensions and facts that are declared later.
grant select on future tables in schema "STAR" to role "STARBEAM_READER";

grant select on future views in schema "STAR" to role "STARBEAM_READER";

grant select on future tables in schema "QUALITY" to role "STARBEAM_READER";
