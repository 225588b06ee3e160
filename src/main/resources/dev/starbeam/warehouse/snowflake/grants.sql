-- The loader may do what publishing needs and no more; readers may read what is published.
create role if not exists "STARBEAM_LOADER" comment = 'Starbeam: publishes batches';

create role if not exists "STARBEAM_READER" comment = 'Reads what Starbeam has published';

grant usage, operate on warehouse "STARBEAM_LOAD" to role "STARBEAM_LOADER";

grant usage, operate on warehouse "STARBEAM_MARTS" to role "STARBEAM_LOADER";

grant usage on database ${database} to role "STARBEAM_LOADER";

grant usage, create table, create view on all schemas in database ${database} to role "STARBEAM_LOADER";

grant select, insert, update, delete, truncate on all tables in database ${database} to role "STARBEAM_LOADER";

grant usage on file format "QUALITY"."STARBEAM_PARQUET" to role "STARBEAM_LOADER";

grant read, write on stage "QUALITY"."STARBEAM_STAGE" to role "STARBEAM_LOADER";

grant usage on warehouse "STARBEAM_MARTS" to role "STARBEAM_READER";

grant usage on database ${database} to role "STARBEAM_READER";

grant usage on schema "STAR" to role "STARBEAM_READER";

grant usage on schema "MARTS" to role "STARBEAM_READER";

grant usage on schema "QUALITY" to role "STARBEAM_READER";

grant select on all tables in schema "STAR" to role "STARBEAM_READER";

grant select on all views in schema "STAR" to role "STARBEAM_READER";

grant select on future tables in schema "MARTS" to role "STARBEAM_READER";

grant select on future views in schema "MARTS" to role "STARBEAM_READER";

grant select on all tables in schema "QUALITY" to role "STARBEAM_READER";
