-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"ledger"}
use secondary roles none;

use warehouse "STARBEAM_LOAD";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select max("FORMAT_VERSION") from "QUALITY"."FORMAT";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name in (?, ?);

select "BATCH_ID", "PIPELINE", "FINGERPRINT", "PUBLISHED_AT" from "QUALITY"."LOADS" where "BATCH_ID" = ?;

select count(*) from information_schema.columns where table_catalog = current_database() and table_schema = ? and table_name = ? and column_name = ?;

select "TABLE_NAME", "ROWS_INSERTED", "ROWS_UPDATED", "ROWS_UNCHANGED", "ROWS_WITHDRAWN", "ROWS_STAYING" from "QUALITY"."LOAD_TABLES" where "BATCH_ID" = ? order by "POSITION";

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"marts"}
use warehouse "STARBEAM_MARTS";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select max("FORMAT_VERSION") from "QUALITY"."FORMAT";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name in (?, ?);

select "MARTS_BUILT_AT" from "QUALITY"."LOADS" where "BATCH_ID" = ?;

select count(*) from information_schema.columns where table_catalog = current_database() and table_schema = ? and table_name = ? and column_name = ?;

select count(*) from "QUALITY"."LOADS" where "BATCH_ID" = ? and "MARTS" = ?;

