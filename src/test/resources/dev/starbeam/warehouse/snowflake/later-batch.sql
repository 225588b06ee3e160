-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"ledger"}
use secondary roles none;

use warehouse "STARBEAM_LOAD";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select max("FORMAT_VERSION") from "QUALITY"."FORMAT";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name in (?, ?);

select "BATCH_ID", "PIPELINE", "FINGERPRINT", "PUBLISHED_AT" from "QUALITY"."LOADS" where "BATCH_ID" = ?;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"layout"}
select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select max("FORMAT_VERSION") from "QUALITY"."FORMAT";

select table_schema, table_name from information_schema.columns where table_catalog = current_database() and table_schema in (?, ?) and column_name = ?;

select schema_name from information_schema.schemata where catalog_name = current_database();

show tables in schema "STARBEAM"."QUALITY";

show tables in schema "STARBEAM"."STAR";

select table_schema, table_name, column_name, data_type, numeric_precision, numeric_scale, is_nullable, comment from information_schema.columns where table_catalog = current_database() and table_schema in (?, ?, ?) order by table_schema, table_name, ordinal_position;

show unique keys in schema "STARBEAM"."STAR";

show imported keys in schema "STARBEAM"."STAR";

select constraint_name from information_schema.check_constraints where constraint_catalog = current_database() and constraint_schema = ? and constraint_table = ? order by 1;

select constraint_name from information_schema.check_constraints where constraint_catalog = current_database() and constraint_schema = ? and constraint_table = ? order by 1;

select schema_name from information_schema.schemata where catalog_name = current_database();

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"stage"}
put 'file:///staging/staging/b2/dim_customers.parquet' @"QUALITY"."STARBEAM_STAGE"/shop/b2/<attempt>/dim_customers/ auto_compress = false source_compression = none overwrite = true parallel = 8;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"load"}
create or replace temporary table "STARBEAM_WORK"."STAR__DIM_CUSTOMERS" ("CUSTOMER_KEY" number(19, 0), "CUSTOMER_ID" varchar, "CITY" varchar);

copy into "STARBEAM_WORK"."STAR__DIM_CUSTOMERS"
from @"QUALITY"."STARBEAM_STAGE"/shop/b2/<attempt>/dim_customers/
files = ('dim_customers.parquet')
file_format = (type = parquet use_vectorized_scanner = true null_if = ())
match_by_column_name = case_insensitive
on_error = abort_statement
force = true;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"prove"}
select count(*) - count(distinct hash("CUSTOMER_ID")) from "STARBEAM_WORK"."STAR__DIM_CUSTOMERS";

select count(*) - count(distinct hash("CUSTOMER_KEY")) from "STARBEAM_WORK"."STAR__DIM_CUSTOMERS";

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"stage"}
put 'file:///staging/staging/b2/fact_orders.parquet' @"QUALITY"."STARBEAM_STAGE"/shop/b2/<attempt>/fact_orders/ auto_compress = false source_compression = none overwrite = true parallel = 8;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"load"}
create or replace temporary table "STARBEAM_WORK"."STAR__FACT_ORDERS" ("ORDER_ID" varchar, "LINE" number(19, 0), "AMOUNT" number(12, 2), "CUSTOMER_KEY" number(19, 0), "_SOURCE_FILE" varchar, "_SOURCE_OFFSET" number(19, 0));

copy into "STARBEAM_WORK"."STAR__FACT_ORDERS"
from @"QUALITY"."STARBEAM_STAGE"/shop/b2/<attempt>/fact_orders/
files = ('fact_orders.parquet')
file_format = (type = parquet use_vectorized_scanner = true null_if = ())
match_by_column_name = case_insensitive
on_error = abort_statement
force = true;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"prove"}
select count(*) - count(distinct hash("ORDER_ID", "LINE")) from "STARBEAM_WORK"."STAR__FACT_ORDERS";

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"stage"}
put 'file:///staging/staging/b2/rejected_rows.parquet' @"QUALITY"."STARBEAM_STAGE"/shop/b2/<attempt>/rejected_rows/ auto_compress = false source_compression = none overwrite = true parallel = 8;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"load"}
create or replace temporary table "STARBEAM_WORK"."QUALITY__REJECTED_ROWS" ("STAGE" varchar, "SOURCE_FILE" varchar, "SOURCE_OFFSET" number(19, 0), "REASON" varchar, "COLUMN_NAME" varchar, "DETAIL" varchar, "RAW" varchar);

copy into "STARBEAM_WORK"."QUALITY__REJECTED_ROWS"
from @"QUALITY"."STARBEAM_STAGE"/shop/b2/<attempt>/rejected_rows/
files = ('rejected_rows.parquet')
file_format = (type = parquet use_vectorized_scanner = true null_if = ())
match_by_column_name = case_insensitive
on_error = abort_statement
force = true;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"merge"}
insert into "QUALITY"."PUBLISH_LOCK" ("LOCK_ID", "BATCH_ID") select 1, '' where not exists (select 1 from "QUALITY"."PUBLISH_LOCK" where "LOCK_ID" = 1);

begin transaction;

select current_transaction();

update "QUALITY"."PUBLISH_LOCK" set "BATCH_ID" = ? where "LOCK_ID" = 1;

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name in (?, ?);

select "BATCH_ID", "PIPELINE", "FINGERPRINT", "PUBLISHED_AT" from "QUALITY"."LOADS" where "BATCH_ID" = ?;

select max("FORMAT_VERSION") from "QUALITY"."FORMAT";

delete from "QUALITY"."FORMAT";

insert into "QUALITY"."FORMAT" ("FORMAT_VERSION") values (?);

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

insert into "QUALITY"."LOAD_FILES" ("BATCH_ID", "SOURCE", "FILE", "BYTES", "VERSION", "UNENDED_AT") values (?, ?, ?, ?, ?, ?);

select p."CUSTOMER_ID", s."CUSTOMER_ID", s."CUSTOMER_KEY" from "STAR"."DIM_CUSTOMERS" p join "STARBEAM_WORK"."STAR__DIM_CUSTOMERS" s on p."CUSTOMER_KEY" = s."CUSTOMER_KEY" where (p."CUSTOMER_ID" is distinct from s."CUSTOMER_ID") limit 3;

select 1 from "STAR"."DIM_CUSTOMERS" limit 1;

merge into "STAR"."DIM_CUSTOMERS" as p using "STARBEAM_WORK"."STAR__DIM_CUSTOMERS" as s on p."CUSTOMER_ID" is not distinct from s."CUSTOMER_ID" when matched and (p."CUSTOMER_KEY" is distinct from s."CUSTOMER_KEY" or p."CUSTOMER_ID" is distinct from s."CUSTOMER_ID" or p."CITY" is distinct from s."CITY") then update set "CUSTOMER_KEY" = s."CUSTOMER_KEY", "CITY" = s."CITY" when not matched then insert ("CUSTOMER_KEY", "CUSTOMER_ID", "CITY") values (s."CUSTOMER_KEY", s."CUSTOMER_ID", s."CITY");

insert into "STAR"."DIM_CUSTOMERS" ("CUSTOMER_KEY") select 0 where not exists (select 1 from "STAR"."DIM_CUSTOMERS" where "CUSTOMER_KEY" = 0);

select 1 from "STAR"."FACT_ORDERS" limit 1;

select count(*) from "STAR"."FACT_ORDERS" as p join "STARBEAM_WORK"."STAR__FACT_ORDERS" as s on p."ORDER_ID" is not distinct from s."ORDER_ID" and p."LINE" is not distinct from s."LINE";

select count(*) from "STAR"."FACT_ORDERS" as p join "STARBEAM_WORK"."STAR__FACT_ORDERS" as s on p."ORDER_ID" is not distinct from s."ORDER_ID" and p."LINE" is not distinct from s."LINE" and not (p."AMOUNT" is distinct from s."AMOUNT" or p."CUSTOMER_KEY" is distinct from s."CUSTOMER_KEY");

merge into "STAR"."FACT_ORDERS" as p using (select r.*, ? as "_BATCH_ID" from "STARBEAM_WORK"."STAR__FACT_ORDERS" as r) as s on p."ORDER_ID" is not distinct from s."ORDER_ID" and p."LINE" is not distinct from s."LINE" when matched then update set "AMOUNT" = s."AMOUNT", "CUSTOMER_KEY" = s."CUSTOMER_KEY", "_SOURCE_FILE" = s."_SOURCE_FILE", "_SOURCE_OFFSET" = s."_SOURCE_OFFSET", "_BATCH_ID" = s."_BATCH_ID" when not matched then insert ("ORDER_ID", "LINE", "AMOUNT", "CUSTOMER_KEY", "_SOURCE_FILE", "_SOURCE_OFFSET", "_BATCH_ID") values (s."ORDER_ID", s."LINE", s."AMOUNT", s."CUSTOMER_KEY", s."_SOURCE_FILE", s."_SOURCE_OFFSET", s."_BATCH_ID");

insert into "QUALITY"."REJECTED_ROWS" ("STAGE", "SOURCE_FILE", "SOURCE_OFFSET", "REASON", "COLUMN_NAME", "DETAIL", "RAW", "BATCH_ID") select s."STAGE", s."SOURCE_FILE", s."SOURCE_OFFSET", s."REASON", s."COLUMN_NAME", s."DETAIL", s."RAW", ? from "STARBEAM_WORK"."QUALITY__REJECTED_ROWS" as s;

insert into "QUALITY"."CHECK_RESULTS" ("BATCH_ID", "CHECK_ID", "TABLE_NAME", "COLUMN_NAME", "SEVERITY", "ON_FAILURE", "STATUS", "ROWS_JUDGED", "ROWS_FLAGGED", "ROWS_POWERLESS", "OBSERVED", "EXPECTED", "REMEDY") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

select count(*) from "QUALITY"."LOADS" as l where l."PIPELINE" = ? and substr(l."FINGERPRINT", 1, 32) <> ?;

select distinct f."BATCH_ID", f."FILE", f."UNENDED_AT" from "QUALITY"."LOAD_FILES" as f join "QUALITY"."LOAD_FILES" as n on n."SOURCE" = f."SOURCE" and n."FILE" = f."FILE" where n."BATCH_ID" = ? and f."BATCH_ID" <> n."BATCH_ID" and f."UNENDED_AT" is not null and n."BYTES" > f."BYTES";

insert into "QUALITY"."RUNS" ("BATCH_ID", "PIPELINE", "FINGERPRINT", "STARTED_AT", "FINISHED_AT", "VERDICT", "ROWS_READ", "ROWS_ACCEPTED", "ROWS_REJECTED", "ROWS_FILTERED", "ROWS_QUARANTINED", "VERSION", "ROWS_WITHDRAWN") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

select max("PUBLISHED_AT") from "QUALITY"."LOADS";

insert into "QUALITY"."LOADS" ("BATCH_ID", "PIPELINE", "FINGERPRINT", "PUBLISHED_AT", "REBUILT") values (?, ?, ?, ?, ?);

insert into "QUALITY"."LOAD_TABLES" ("BATCH_ID", "POSITION", "TABLE_NAME", "ROWS_INSERTED", "ROWS_UPDATED", "ROWS_UNCHANGED", "ROWS_WITHDRAWN", "ROWS_STAYING") values (?, ?, ?, ?, ?, ?, ?, ?);

commit;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"cleanup"}
drop table if exists "STARBEAM_WORK"."STAR__DIM_CUSTOMERS";

drop table if exists "STARBEAM_WORK"."STAR__FACT_ORDERS";

drop table if exists "STARBEAM_WORK"."QUALITY__REJECTED_ROWS";

remove @"QUALITY"."STARBEAM_STAGE"/shop/b2/<attempt>/;

list @"QUALITY"."STARBEAM_STAGE"/shop/;

-- {"app":"starbeam","pipeline":"shop","batch":"b2","step":"marts"}
use warehouse "STARBEAM_MARTS";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select max("FORMAT_VERSION") from "QUALITY"."FORMAT";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name in (?, ?);

select "MARTS_BUILT_AT" from "QUALITY"."LOADS" where "BATCH_ID" = ?;

select count(*) from information_schema.schemata where catalog_name = current_database() and schema_name = ?;

select "BATCH_ID" from "QUALITY"."LOADS" where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?) and "MARTS_BUILT_AT" is null order by 1;

select count(*) from "QUALITY"."LOADS" where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?);

select table_name, table_type, is_dynamic from information_schema.tables where table_catalog = current_database() and table_schema = ?;

create or replace transient table "MARTS"."SALES" copy grants as
SELECT c.customer_id, sum(o.amount) AS amount FROM star.fact_orders o JOIN star.dim_customers c USING (customer_key) GROUP BY ALL;

select count(*) from "MARTS"."SALES";

create or replace view "MARTS"."BEST" copy grants as
SELECT max(amount) AS amount FROM marts.sales;

select count(*) from "QUALITY"."LOADS" where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?);

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

update "QUALITY"."LOADS" set "MARTS_BUILT_AT" = ? where "BATCH_ID" in (?) and "MARTS_BUILT_AT" is null;

select count(*) from information_schema.columns where table_catalog = current_database() and table_schema = ? and table_name = ? and column_name = ?;

update "QUALITY"."LOADS" set "MARTS" = ? where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?);

