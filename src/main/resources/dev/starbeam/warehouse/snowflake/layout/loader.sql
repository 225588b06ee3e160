grant usage on database ${database} to role "STARBEAM_LOADER";

grant usage on file format ${database}."QUALITY"."STARBEAM_PARQUET" to role "STARBEAM_LOADER";

grant create view on schema ${database}."STAR" to role "STARBEAM_LOADER";

grant create view on schema ${database}."QUALITY" to role "STARBEAM_LOADER";

grant create view on schema ${database}."MARTS" to role "STARBEAM_LOADER";

grant create dynamic table on schema ${database}."MARTS" to role "STARBEAM_LOADER";
