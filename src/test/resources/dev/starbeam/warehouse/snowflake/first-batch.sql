-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"ledger"}
use secondary roles none;

use warehouse "STARBEAM_LOAD";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name in (?, ?);

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"layout"}
select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select table_schema, table_name from information_schema.columns where table_catalog = current_database() and table_schema in (?, ?) and column_name = ?;

select schema_name from information_schema.schemata where catalog_name = current_database();

select table_schema, table_name, column_name, data_type, numeric_precision, numeric_scale, is_nullable, comment from information_schema.columns where table_catalog = current_database() and table_schema in (?, ?, ?) order by table_schema, table_name, ordinal_position;

select schema_name from information_schema.schemata where catalog_name = current_database();

create schema if not exists "STARBEAM_WORK";

create schema if not exists "QUALITY";

create schema if not exists "STAR";

create table if not exists "QUALITY"."PUBLISH_LOCK" (
    "LOCK_ID" number(19, 0) not null comment 'Always 1.',
    "BATCH_ID" varchar not null comment 'The batch that held it last.'
) comment = 'One row, which a publishing transaction changes first, so that no two run at once.';

create table if not exists "QUALITY"."FORMAT" (
    "FORMAT_VERSION" number(19, 0) not null comment 'Programs that know only lower ones refuse to open these tables.'
) comment = 'One row: the version of these tables'' format.';

create table if not exists "QUALITY"."LOADS" (
    "BATCH_ID" varchar not null comment 'The batch.',
    "PIPELINE" varchar not null comment 'The pipeline.',
    "FINGERPRINT" varchar not null comment 'Of the declaration that ran.',
    "PUBLISHED_AT" timestamp_ntz(6) not null comment 'When the transaction was committed.',
    "MARTS_BUILT_AT" timestamp_ntz(6) comment 'When the marts had this batch; NULL before.',
    "MARTS" varchar comment 'Hash of the marts as they were declared when they were built last.',
    "REBUILT" boolean comment 'Whether the batch took the place of all rows; NULL if not.'
) comment = 'The ledger: one row for each published batch.';

create table if not exists "QUALITY"."LOAD_TABLES" (
    "BATCH_ID" varchar not null comment 'The batch.',
    "POSITION" number(19, 0) not null comment 'Order of loading, from 0.',
    "TABLE_NAME" varchar not null comment 'Schema and table.',
    "ROWS_INSERTED" number(19, 0) not null comment 'Had a key that was not published.',
    "ROWS_UPDATED" number(19, 0) not null comment 'Replaced a published row that said something else.',
    "ROWS_UNCHANGED" number(19, 0) not null comment 'Said what the published row says, or were older.',
    "ROWS_WITHDRAWN" number(19, 0) comment 'Published rows that are gone: newer ones were set aside.',
    "ROWS_STAYING" number(19, 0) comment 'Published rows that stay although newer ones were set aside.',
    check ("POSITION" >= 0),
    check ("ROWS_INSERTED" >= 0),
    check ("ROWS_UPDATED" >= 0),
    check ("ROWS_UNCHANGED" >= 0)
) comment = 'What each published batch did to each table.';

create table if not exists "QUALITY"."LOAD_FILES" (
    "BATCH_ID" varchar not null comment 'The batch.',
    "SOURCE" varchar not null comment 'The declared source.',
    "FILE" varchar not null comment 'Path or URI.',
    "BYTES" number(19, 0) not null comment 'Size as stored.',
    "VERSION" varchar comment 'Its checksum or time of change; NULL when only a part was read.',
    "UNENDED_AT" number(19, 0) comment 'Where its last record began, if it may have been cut short; else NULL.',
    check ("BYTES" >= 0)
) comment = 'The files each published batch was read from.';

create table if not exists "QUALITY"."RUNS" (
    "BATCH_ID" varchar not null comment 'The batch.',
    "PIPELINE" varchar not null comment 'The pipeline.',
    "FINGERPRINT" varchar not null comment 'Of the declaration that ran.',
    "STARTED_AT" timestamp_ntz(6) not null comment 'When the run began.',
    "FINISHED_AT" timestamp_ntz(6) not null comment 'When it was published.',
    "VERDICT" varchar not null comment 'Of the quality gate: passed, warned, held, not_judged or overruled.',
    "ROWS_READ" number(19, 0) not null comment 'Read from all sources: the sum of the four below.',
    "ROWS_ACCEPTED" number(19, 0) not null comment 'In facts, or staged for dimensions and lookups alone.',
    "ROWS_REJECTED" number(19, 0) not null comment 'See rejected_rows.',
    "ROWS_FILTERED" number(19, 0) not null comment 'Left out by a declared filter or as duplicates.',
    "ROWS_QUARANTINED" number(19, 0) not null comment 'See quarantined_rows.',
    "VERSION" varchar not null comment 'Of the program.',
    "ROWS_WITHDRAWN" number(19, 0) comment 'Published rows that the batch took away; no part of the rows read.',
    check ("ROWS_READ" >= 0),
    check ("ROWS_ACCEPTED" >= 0),
    check ("ROWS_REJECTED" >= 0),
    check ("ROWS_FILTERED" >= 0),
    check ("ROWS_QUARANTINED" >= 0)
) comment = 'One row for each run that published.';

create table if not exists "QUALITY"."CHECK_RESULTS" (
    "BATCH_ID" varchar not null comment 'The batch.',
    "CHECK_ID" varchar not null comment 'The check.',
    "TABLE_NAME" varchar not null comment 'The fact or dimension judged.',
    "COLUMN_NAME" varchar comment 'The column judged, if it is one.',
    "SEVERITY" varchar not null comment 'warn or error.',
    "ON_FAILURE" varchar not null comment 'keep or quarantine: what happens to flagged rows.',
    "STATUS" varchar not null comment 'pass, warn, fail, held or not_judged.',
    "ROWS_JUDGED" number(19, 0) not null comment 'Rows the check had a say about.',
    "ROWS_FLAGGED" number(19, 0) not null comment 'Rows at fault.',
    "ROWS_POWERLESS" number(19, 0) not null comment 'Rows judged where nothing could ever be flagged.',
    "OBSERVED" varchar comment 'What was found.',
    "EXPECTED" varchar comment 'What passes.',
    "REMEDY" varchar comment 'What people can do about a failure.',
    check ("ROWS_JUDGED" >= 0),
    check ("ROWS_FLAGGED" >= 0),
    check ("ROWS_POWERLESS" >= 0)
) comment = 'One row for each check of a run.';

create table if not exists "QUALITY"."REJECTED_ROWS" (
    "BATCH_ID" varchar not null comment 'The batch.',
    "STAGE" varchar not null comment 'The source, staged entity or fact that rejected the row.',
    "SOURCE_FILE" varchar not null comment 'The file it was read from.',
    "SOURCE_OFFSET" number(19, 0) not null comment 'Byte offset of its record in the decompressed file.',
    "REASON" varchar not null comment 'The kind of fault.',
    "COLUMN_NAME" varchar comment 'The column at fault, if one is.',
    "DETAIL" varchar not null comment 'What was found and what was expected.',
    "RAW" varchar comment 'The record as read, if it was at hand.',
    check ("SOURCE_OFFSET" >= 0)
) comment = 'Rows that could not be read, staged or referred to a dimension member.';

create table if not exists "QUALITY"."QUARANTINED_ROWS" (
    "BATCH_ID" varchar not null comment 'The batch.',
    "TABLE_NAME" varchar not null comment 'The fact or dimension.',
    "CHECK_ID" varchar not null comment 'The check.',
    "ACTION" varchar not null comment 'quarantine: left out of the table; keep: published all the same.',
    "COLUMN_NAME" varchar comment 'The column judged, if it is one.',
    "OBSERVED" varchar comment 'The value found.',
    "EXPECTED" varchar comment 'What would have passed.',
    "ROW" varchar comment 'The row as JSON.',
    "SOURCE_FILE" varchar not null comment 'The file it was read from.',
    "SOURCE_OFFSET" number(19, 0) not null comment 'Byte offset of its record in the decompressed file.',
    check ("SOURCE_OFFSET" >= 0)
) comment = 'Rows that a check flagged, once for each check.';

create table if not exists "STAR"."DIM_CUSTOMERS" (
    "CUSTOMER_KEY" number(19, 0) not null comment 'Key.',
    "CUSTOMER_ID" varchar comment 'Who''s who.',
    "CITY" varchar,
    check ("CUSTOMER_KEY" >= 0),
    primary key ("CUSTOMER_KEY") not enforced rely,
    unique ("CUSTOMER_ID") not enforced rely
) comment = 'Customers.';

create table if not exists "STAR"."FACT_ORDERS" (
    "ORDER_ID" varchar comment 'Order.',
    "LINE" number(19, 0),
    "AMOUNT" number(12, 2) comment 'Money.',
    "CUSTOMER_KEY" number(19, 0) not null comment 'Buyer.',
    "_BATCH_ID" varchar not null,
    "_SOURCE_FILE" varchar not null,
    "_SOURCE_OFFSET" number(19, 0) not null,
    check ("CUSTOMER_KEY" >= 0),
    check ("_SOURCE_OFFSET" >= 0),
    unique ("ORDER_ID", "LINE") not enforced rely
) comment = 'Order lines.';

create view if not exists "QUALITY"."REJECTED_NOW" as with loaded as (select t."PIPELINE", t."BATCH_ID", t."REBUILT", row_number() over (partition by t."PIPELINE" order by t."PUBLISHED_AT", t."BATCH_ID") as place from "QUALITY"."LOADS" as t),
last_read as (select l."PIPELINE", f."FILE", max(l.place) as read_at from loaded as l join "QUALITY"."LOAD_FILES" as f on f."BATCH_ID" = l."BATCH_ID" where f."VERSION" is not null group by l."PIPELINE", f."FILE"),
last_rebuilt as (select l."PIPELINE", max(l.place) as rebuilt_at from loaded as l where l."REBUILT" group by l."PIPELINE"),
rejected as (select l."PIPELINE", r."BATCH_ID", r."STAGE", r."SOURCE_FILE", r."SOURCE_OFFSET", r."REASON", r."COLUMN_NAME", r."DETAIL", r."RAW", l.place as rejected_at, max(l.place) over (partition by l."PIPELINE", r."STAGE", r."SOURCE_FILE", r."SOURCE_OFFSET") as newest_at from "QUALITY"."REJECTED_ROWS" as r join loaded as l on r."BATCH_ID" = l."BATCH_ID")
select x."PIPELINE", x."BATCH_ID", x."STAGE", x."SOURCE_FILE", x."SOURCE_OFFSET", x."REASON", x."COLUMN_NAME", x."DETAIL", x."RAW" from rejected as x left join last_read as n on n."PIPELINE" = x."PIPELINE" and n."FILE" = x."SOURCE_FILE" left join last_rebuilt as b on b."PIPELINE" = x."PIPELINE" where x.rejected_at = x.newest_at and x.rejected_at >= coalesce(n.read_at, 0) and x.rejected_at >= coalesce(b.rebuilt_at, 0);

create view if not exists "QUALITY"."VERDICTS_NOW" as with ran as (select t."PIPELINE", t."BATCH_ID", t."VERDICT", row_number() over (partition by t."PIPELINE" order by t."FINISHED_AT", t."BATCH_ID") as place from "QUALITY"."RUNS" as t),
last_run as (select r."PIPELINE", max(r.place) as place from ran as r group by r."PIPELINE")
select r."PIPELINE", r."VERDICT", c."BATCH_ID", c."CHECK_ID", c."TABLE_NAME", c."COLUMN_NAME", c."SEVERITY", c."ON_FAILURE", c."STATUS", c."ROWS_JUDGED", c."ROWS_FLAGGED", c."ROWS_POWERLESS", c."OBSERVED", c."EXPECTED", c."REMEDY" from last_run as n join ran as r on r."PIPELINE" = n."PIPELINE" and r.place = n.place join "QUALITY"."CHECK_RESULTS" as c on c."BATCH_ID" = r."BATCH_ID";

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"stage"}
put 'file:///staging/staging/b1/dim_customers.parquet' @"QUALITY"."STARBEAM_STAGE"/shop/b1/<attempt>/dim_customers/ auto_compress = false source_compression = none overwrite = true parallel = 8;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"load"}
create or replace temporary table "STARBEAM_WORK"."STAR__DIM_CUSTOMERS" ("CUSTOMER_KEY" number(19, 0), "CUSTOMER_ID" varchar, "CITY" varchar);

copy into "STARBEAM_WORK"."STAR__DIM_CUSTOMERS"
from @"QUALITY"."STARBEAM_STAGE"/shop/b1/<attempt>/dim_customers/
files = ('dim_customers.parquet')
file_format = (type = parquet use_vectorized_scanner = true null_if = ())
match_by_column_name = case_insensitive
on_error = abort_statement
force = true;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"prove"}
select count(*) - count(distinct hash("CUSTOMER_ID")) from "STARBEAM_WORK"."STAR__DIM_CUSTOMERS";

select count(*) - count(distinct hash("CUSTOMER_KEY")) from "STARBEAM_WORK"."STAR__DIM_CUSTOMERS";

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"stage"}
put 'file:///staging/staging/b1/fact_orders.parquet' @"QUALITY"."STARBEAM_STAGE"/shop/b1/<attempt>/fact_orders/ auto_compress = false source_compression = none overwrite = true parallel = 8;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"load"}
create or replace temporary table "STARBEAM_WORK"."STAR__FACT_ORDERS" ("ORDER_ID" varchar, "LINE" number(19, 0), "AMOUNT" number(12, 2), "CUSTOMER_KEY" number(19, 0), "_SOURCE_FILE" varchar, "_SOURCE_OFFSET" number(19, 0));

copy into "STARBEAM_WORK"."STAR__FACT_ORDERS"
from @"QUALITY"."STARBEAM_STAGE"/shop/b1/<attempt>/fact_orders/
files = ('fact_orders.parquet')
file_format = (type = parquet use_vectorized_scanner = true null_if = ())
match_by_column_name = case_insensitive
on_error = abort_statement
force = true;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"prove"}
select count(*) - count(distinct hash("ORDER_ID", "LINE")) from "STARBEAM_WORK"."STAR__FACT_ORDERS";

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"stage"}
put 'file:///staging/staging/b1/rejected_rows.parquet' @"QUALITY"."STARBEAM_STAGE"/shop/b1/<attempt>/rejected_rows/ auto_compress = false source_compression = none overwrite = true parallel = 8;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"load"}
create or replace temporary table "STARBEAM_WORK"."QUALITY__REJECTED_ROWS" ("STAGE" varchar, "SOURCE_FILE" varchar, "SOURCE_OFFSET" number(19, 0), "REASON" varchar, "COLUMN_NAME" varchar, "DETAIL" varchar, "RAW" varchar);

copy into "STARBEAM_WORK"."QUALITY__REJECTED_ROWS"
from @"QUALITY"."STARBEAM_STAGE"/shop/b1/<attempt>/rejected_rows/
files = ('rejected_rows.parquet')
file_format = (type = parquet use_vectorized_scanner = true null_if = ())
match_by_column_name = case_insensitive
on_error = abort_statement
force = true;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"merge"}
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

insert into "STAR"."DIM_CUSTOMERS" ("CUSTOMER_KEY", "CUSTOMER_ID", "CITY") select s."CUSTOMER_KEY", s."CUSTOMER_ID", s."CITY" from "STARBEAM_WORK"."STAR__DIM_CUSTOMERS" as s;

insert into "STAR"."DIM_CUSTOMERS" ("CUSTOMER_KEY") select 0 where not exists (select 1 from "STAR"."DIM_CUSTOMERS" where "CUSTOMER_KEY" = 0);

select 1 from "STAR"."FACT_ORDERS" limit 1;

insert into "STAR"."FACT_ORDERS" ("ORDER_ID", "LINE", "AMOUNT", "CUSTOMER_KEY", "_SOURCE_FILE", "_SOURCE_OFFSET", "_BATCH_ID") select s."ORDER_ID", s."LINE", s."AMOUNT", s."CUSTOMER_KEY", s."_SOURCE_FILE", s."_SOURCE_OFFSET", ? from "STARBEAM_WORK"."STAR__FACT_ORDERS" as s;

insert into "QUALITY"."REJECTED_ROWS" ("STAGE", "SOURCE_FILE", "SOURCE_OFFSET", "REASON", "COLUMN_NAME", "DETAIL", "RAW", "BATCH_ID") select s."STAGE", s."SOURCE_FILE", s."SOURCE_OFFSET", s."REASON", s."COLUMN_NAME", s."DETAIL", s."RAW", ? from "STARBEAM_WORK"."QUALITY__REJECTED_ROWS" as s;

insert into "QUALITY"."CHECK_RESULTS" ("BATCH_ID", "CHECK_ID", "TABLE_NAME", "COLUMN_NAME", "SEVERITY", "ON_FAILURE", "STATUS", "ROWS_JUDGED", "ROWS_FLAGGED", "ROWS_POWERLESS", "OBSERVED", "EXPECTED", "REMEDY") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

select count(*) from "QUALITY"."LOADS" as l where l."PIPELINE" = ? and substr(l."FINGERPRINT", 1, 32) <> ?;

select distinct f."BATCH_ID", f."FILE", f."UNENDED_AT" from "QUALITY"."LOAD_FILES" as f join "QUALITY"."LOAD_FILES" as n on n."SOURCE" = f."SOURCE" and n."FILE" = f."FILE" where n."BATCH_ID" = ? and f."BATCH_ID" <> n."BATCH_ID" and f."UNENDED_AT" is not null and n."BYTES" > f."BYTES";

insert into "QUALITY"."RUNS" ("BATCH_ID", "PIPELINE", "FINGERPRINT", "STARTED_AT", "FINISHED_AT", "VERDICT", "ROWS_READ", "ROWS_ACCEPTED", "ROWS_REJECTED", "ROWS_FILTERED", "ROWS_QUARANTINED", "VERSION", "ROWS_WITHDRAWN") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

select max("PUBLISHED_AT") from "QUALITY"."LOADS";

insert into "QUALITY"."LOADS" ("BATCH_ID", "PIPELINE", "FINGERPRINT", "PUBLISHED_AT", "REBUILT") values (?, ?, ?, ?, ?);

insert into "QUALITY"."LOAD_TABLES" ("BATCH_ID", "POSITION", "TABLE_NAME", "ROWS_INSERTED", "ROWS_UPDATED", "ROWS_UNCHANGED", "ROWS_WITHDRAWN", "ROWS_STAYING") values (?, ?, ?, ?, ?, ?, ?, ?);

commit;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"cleanup"}
drop table if exists "STARBEAM_WORK"."STAR__DIM_CUSTOMERS";

drop table if exists "STARBEAM_WORK"."STAR__FACT_ORDERS";

drop table if exists "STARBEAM_WORK"."QUALITY__REJECTED_ROWS";

remove @"QUALITY"."STARBEAM_STAGE"/shop/b1/<attempt>/;

list @"QUALITY"."STARBEAM_STAGE"/shop/;

-- {"app":"starbeam","pipeline":"shop","batch":"b1","step":"marts"}
use warehouse "STARBEAM_MARTS";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

select max("FORMAT_VERSION") from "QUALITY"."FORMAT";

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name in (?, ?);

select "MARTS_BUILT_AT" from "QUALITY"."LOADS" where "BATCH_ID" = ?;

select count(*) from information_schema.schemata where catalog_name = current_database() and schema_name = ?;

create schema if not exists "MARTS";

select "BATCH_ID" from "QUALITY"."LOADS" where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?) and "MARTS_BUILT_AT" is null order by 1;

select count(*) from "QUALITY"."LOADS" where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?);

select table_name, table_type, is_dynamic from information_schema.tables where table_catalog = current_database() and table_schema = ?;

create or replace transient table "MARTS"."SALES" as
SELECT c.customer_id, sum(o.amount) AS amount FROM star.fact_orders o JOIN star.dim_customers c USING (customer_key) GROUP BY ALL;

select count(*) from "MARTS"."SALES";

create or replace view "MARTS"."BEST" as
SELECT max(amount) AS amount FROM marts.sales;

select count(*) from "QUALITY"."LOADS" where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?);

select count(*) from information_schema.tables where table_catalog = current_database() and table_schema = ? and table_name = ?;

update "QUALITY"."LOADS" set "MARTS_BUILT_AT" = ? where "BATCH_ID" in (?) and "MARTS_BUILT_AT" is null;

select count(*) from information_schema.columns where table_catalog = current_database() and table_schema = ? and table_name = ? and column_name = ?;

update "QUALITY"."LOADS" set "MARTS" = ? where "PIPELINE" = (select "PIPELINE" from "QUALITY"."LOADS" where "BATCH_ID" = ?);

