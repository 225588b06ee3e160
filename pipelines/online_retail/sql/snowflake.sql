-- Generated from pipeline online_retail by: starbeam ddl --dialect=snowflake
-- It creates what is missing and drops nothing.

use role sysadmin;

create warehouse if not exists "STARBEAM_LOAD"
    warehouse_size = 'XSMALL' generation = '1' auto_suspend = 60 auto_resume = true initially_suspended = true
    comment = 'Starbeam: loads, merges or builds marts';

create warehouse if not exists "STARBEAM_MARTS"
    warehouse_size = 'XSMALL' generation = '1' auto_suspend = 60 auto_resume = true initially_suspended = true
    comment = 'Starbeam: loads, merges or builds marts';

-- Texts are told apart by every letter, whatever the account's default: keys depend on it.
create database if not exists "STARBEAM" default_ddl_collation = '';

use database "STARBEAM";

create schema if not exists "MARTS";

create schema if not exists "QUALITY";

create schema if not exists "RAW";

create schema if not exists "STAR";

create schema if not exists "STAR_DATA";

create schema if not exists "STARBEAM_WORK";

-- Batches wait on the stage as Parquet files under names that follow from the batch.
create file format if not exists "QUALITY"."STARBEAM_PARQUET"
    type = parquet use_vectorized_scanner = true null_if = ();

create stage if not exists "QUALITY"."STARBEAM_STAGE"
    file_format = (format_name = '"QUALITY"."STARBEAM_PARQUET"')
    comment = 'Starbeam: staged files, removed once their batch is published';

-- The loader may do what publishing needs and no more; readers may read what is published; stewards also what was not, and
-- why.
use role useradmin;

create role if not exists "STARBEAM_LOADER" comment = 'Starbeam: publishes batches';

create role if not exists "STARBEAM_READER" comment = 'Reads what Starbeam has published';

create role if not exists "STARBEAM_STEWARD" comment = 'Reads also what Starbeam has rejected and quarantined';

grant role "STARBEAM_READER" to role "STARBEAM_STEWARD";

grant role "STARBEAM_LOADER" to role sysadmin;

grant role "STARBEAM_STEWARD" to role sysadmin;

use role securityadmin;

grant usage, operate on warehouse "STARBEAM_LOAD" to role "STARBEAM_LOADER";

grant usage, operate on warehouse "STARBEAM_MARTS" to role "STARBEAM_LOADER";

grant usage, create table on schema "STARBEAM"."MARTS" to role "STARBEAM_LOADER";

grant usage, create table on schema "STARBEAM"."QUALITY" to role "STARBEAM_LOADER";

grant usage, create table on schema "STARBEAM"."RAW" to role "STARBEAM_LOADER";

grant usage, create table on schema "STARBEAM"."STAR" to role "STARBEAM_LOADER";

grant usage, create table on schema "STARBEAM"."STAR_DATA" to role "STARBEAM_LOADER";

grant usage, create table on schema "STARBEAM"."STARBEAM_WORK" to role "STARBEAM_LOADER";

grant read, write on stage "STARBEAM"."QUALITY"."STARBEAM_STAGE" to role "STARBEAM_LOADER";

grant usage on database "STARBEAM" to role "STARBEAM_LOADER";

grant usage on file format "STARBEAM"."QUALITY"."STARBEAM_PARQUET" to role "STARBEAM_LOADER";

grant create view on schema "STARBEAM"."STAR" to role "STARBEAM_LOADER";

grant create view on schema "STARBEAM"."QUALITY" to role "STARBEAM_LOADER";

grant create view on schema "STARBEAM"."MARTS" to role "STARBEAM_LOADER";

grant create dynamic table on schema "STARBEAM"."MARTS" to role "STARBEAM_LOADER";

-- Only owners may add columns, widen types and replace views, so the loader makes its tables itself.
use role "STARBEAM_LOADER";

use database "STARBEAM";

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
    "CUSTOMER_KEY" number(19, 0) not null comment 'Surrogate key; 0 is the unknown member.',
    "CUSTOMER_ID" varchar comment 'Natural key; NULL for the unknown member.',
    "COUNTRY" varchar,
    "_VERSION" timestamp_ntz(6),
    check ("CUSTOMER_KEY" >= 0),
    primary key ("CUSTOMER_KEY") not enforced rely,
    unique ("CUSTOMER_ID") not enforced rely
) comment = 'Customers with an account; lines without one belong to the unknown member';

create table if not exists "STAR"."DIM_PRODUCTS" (
    "PRODUCT_KEY" number(19, 0) not null comment 'Surrogate key; 0 is the unknown member.',
    "PRODUCT_ID" varchar comment 'Natural key; NULL for the unknown member.',
    "DESCRIPTION" varchar,
    "PRODUCT_TYPE" varchar comment 'Articles have five digits, and letters for a variant',
    "_VERSION" timestamp_ntz(6),
    check ("PRODUCT_KEY" >= 0),
    primary key ("PRODUCT_KEY") not enforced rely,
    unique ("PRODUCT_ID") not enforced rely
) comment = 'Products, postage and fees, under the name of their latest line with a price';

create table if not exists "STAR"."DIM_DATE" (
    "DATE_KEY" number(19, 0) not null comment 'The date as yyyymmdd; 0 is the unknown member.',
    "CALENDAR_DATE" date,
    "YEAR" number(19, 0),
    "QUARTER" number(19, 0),
    "MONTH" number(19, 0),
    "MONTH_NAME" varchar,
    "DAY_OF_MONTH" number(19, 0),
    "DAY_OF_QUARTER" number(19, 0),
    "DAY_OF_YEAR" number(19, 0),
    "DAY_OF_WEEK" number(19, 0),
    "DAY_NAME" varchar,
    "ISO_WEEK" number(19, 0),
    "ISO_WEEK_YEAR" number(19, 0),
    "US_WEEK" number(19, 0),
    "IS_WEEKEND" boolean,
    "IS_FIRST_DAY_OF_MONTH" boolean,
    "IS_LAST_DAY_OF_MONTH" boolean,
    "IS_FIRST_DAY_OF_QUARTER" boolean,
    "IS_LAST_DAY_OF_QUARTER" boolean,
    "IS_FIRST_DAY_OF_YEAR" boolean,
    "IS_LAST_DAY_OF_YEAR" boolean,
    "FISCAL_YEAR" number(19, 0),
    "FISCAL_QUARTER" number(19, 0),
    "FISCAL_PERIOD" number(19, 0),
    "FISCAL_WEEK" number(19, 0),
    "IS_HOLIDAY" boolean,
    "IS_HOLIDAY_IN_LIEU" boolean,
    "HOLIDAY_NAME" varchar,
    check ("DATE_KEY" >= 0),
    primary key ("DATE_KEY") not enforced rely
) comment = 'The calendar, a row a day.';

create table if not exists "STAR"."FACT_ORDERS" (
    "ORDER_ID" varchar not null,
    "PRODUCT_ID" varchar not null,
    "CUSTOMER_ID" varchar,
    "DESCRIPTION" varchar,
    "ORDER_STATUS" varchar,
    "COUNTRY" varchar,
    "ORDERED_AT" timestamp_ntz(6) not null,
    "QUANTITY" number(19, 0) not null,
    "UNIT_PRICE" number(12, 3),
    "TOTAL_AMOUNT" number(18, 3),
    "CUSTOMER_KEY" number(19, 0) default 0 not null comment 'Refers to dim_customers by customer_id.',
    "PRODUCT_KEY" number(19, 0) default 0 not null comment 'Refers to dim_products by product_id.',
    "ORDERED_DATE_KEY" number(19, 0) default 0 not null comment 'Refers to dim_date by ordered_at.',
    "_BATCH_ID" varchar not null comment 'The batch that published the row.',
    "_SOURCE_FILE" varchar not null comment 'The file it was read from.',
    "_SOURCE_OFFSET" number(19, 0) not null comment 'Byte offset of its record in the decompressed file.',
    check ("CUSTOMER_KEY" >= 0),
    check ("PRODUCT_KEY" >= 0),
    check ("ORDERED_DATE_KEY" >= 0),
    check ("_SOURCE_OFFSET" >= 0),
    unique ("ORDER_ID", "PRODUCT_ID", "DESCRIPTION", "QUANTITY", "UNIT_PRICE", "ORDERED_AT") not enforced rely,
    foreign key ("CUSTOMER_KEY") references "STAR"."DIM_CUSTOMERS" ("CUSTOMER_KEY") not enforced norely,
    foreign key ("PRODUCT_KEY") references "STAR"."DIM_PRODUCTS" ("PRODUCT_KEY") not enforced norely,
    foreign key ("ORDERED_DATE_KEY") references "STAR"."DIM_DATE" ("DATE_KEY") not enforced norely,
    constraint "CHECK_ACCEPTED_VALUES_ORDER_STATUS_B11CB36A" check ("ORDER_STATUS" in ('completed', 'cancelled', 'adjustment')),
    constraint "CHECK_RANGE_ORDERED_AT_E87DBB7A" check (("ORDERED_AT" >= timestamp '2009-01-01 00:00:00' and "ORDERED_AT" <= timestamp '2012-12-31 00:00:00')),
    constraint "CHECK_NON_NEGATIVE_UNIT_PRICE_72382E2B" check (("UNIT_PRICE" >= 0.000))
) comment = 'One line of an order, cancellation or adjustment';

create table if not exists "QUALITY"."MART_BATCHES" (
    "MART" varchar not null comment 'An incremental mart.',
    "DECLARATION" varchar not null comment 'Hash of its query and keys.',
    "STAR" varchar not null comment 'Hash of the tables it reads, as declared.',
    "BATCH_ID" varchar not null comment 'A batch; empty for how the mart was built.',
    "HAS_GROUPS" boolean not null comment 'Whether the batch''s groups are kept.',
    "READS" varchar comment 'The tables of the star that it reads, between bars; NULL: unknown.'
) comment = 'What incremental marts were built from, and the batches whose groups are kept for them.';

create view if not exists "QUALITY"."REJECTED_NOW" as with loaded as (select t."PIPELINE", t."BATCH_ID", t."REBUILT", row_number() over (partition by t."PIPELINE" order by t."PUBLISHED_AT", t."BATCH_ID") as place from "QUALITY"."LOADS" as t),
last_read as (select l."PIPELINE", f."FILE", max(l.place) as read_at from loaded as l join "QUALITY"."LOAD_FILES" as f on f."BATCH_ID" = l."BATCH_ID" where f."VERSION" is not null group by l."PIPELINE", f."FILE"),
last_rebuilt as (select l."PIPELINE", max(l.place) as rebuilt_at from loaded as l where l."REBUILT" group by l."PIPELINE"),
rejected as (select l."PIPELINE", r."BATCH_ID", r."STAGE", r."SOURCE_FILE", r."SOURCE_OFFSET", r."REASON", r."COLUMN_NAME", r."DETAIL", r."RAW", l.place as rejected_at, max(l.place) over (partition by l."PIPELINE", r."STAGE", r."SOURCE_FILE", r."SOURCE_OFFSET") as newest_at from "QUALITY"."REJECTED_ROWS" as r join loaded as l on r."BATCH_ID" = l."BATCH_ID")
select x."PIPELINE", x."BATCH_ID", x."STAGE", x."SOURCE_FILE", x."SOURCE_OFFSET", x."REASON", x."COLUMN_NAME", x."DETAIL", x."RAW" from rejected as x left join last_read as n on n."PIPELINE" = x."PIPELINE" and n."FILE" = x."SOURCE_FILE" left join last_rebuilt as b on b."PIPELINE" = x."PIPELINE" where x.rejected_at = x.newest_at and x.rejected_at >= coalesce(n.read_at, 0) and x.rejected_at >= coalesce(b.rebuilt_at, 0);

create view if not exists "QUALITY"."VERDICTS_NOW" as with ran as (select t."PIPELINE", t."BATCH_ID", t."VERDICT", row_number() over (partition by t."PIPELINE" order by t."FINISHED_AT", t."BATCH_ID") as place from "QUALITY"."RUNS" as t),
last_run as (select r."PIPELINE", max(r.place) as place from ran as r group by r."PIPELINE")
select r."PIPELINE", r."VERDICT", c."BATCH_ID", c."CHECK_ID", c."TABLE_NAME", c."COLUMN_NAME", c."SEVERITY", c."ON_FAILURE", c."STATUS", c."ROWS_JUDGED", c."ROWS_FLAGGED", c."ROWS_POWERLESS", c."OBSERVED", c."EXPECTED", c."REMEDY" from last_run as n join ran as r on r."PIPELINE" = n."PIPELINE" and r.place = n.place join "QUALITY"."CHECK_RESULTS" as c on c."BATCH_ID" = r."BATCH_ID";

use role securityadmin;

grant usage on database "STARBEAM" to role "STARBEAM_READER";

grant usage on schema "STARBEAM"."STAR" to role "STARBEAM_READER";

grant usage on schema "STARBEAM"."MARTS" to role "STARBEAM_READER";

grant usage on schema "STARBEAM"."QUALITY" to role "STARBEAM_READER";

grant select on all tables in schema "STARBEAM"."STAR" to role "STARBEAM_READER";

grant select on all views in schema "STARBEAM"."STAR" to role "STARBEAM_READER";

grant select on all tables in schema "STARBEAM"."MARTS" to role "STARBEAM_READER";

grant select on all views in schema "STARBEAM"."MARTS" to role "STARBEAM_READER";

grant select on all dynamic tables in schema "STARBEAM"."MARTS" to role "STARBEAM_READER";

-- Of dimensions, facts and marts that are declared later.
grant select on future tables in schema "STARBEAM"."STAR" to role "STARBEAM_READER";

grant select on future views in schema "STARBEAM"."STAR" to role "STARBEAM_READER";

grant select on future tables in schema "STARBEAM"."MARTS" to role "STARBEAM_READER";

grant select on future views in schema "STARBEAM"."MARTS" to role "STARBEAM_READER";

grant select on future dynamic tables in schema "STARBEAM"."MARTS" to role "STARBEAM_READER";

grant select on table "STARBEAM"."QUALITY"."LOADS" to role "STARBEAM_READER";

grant select on table "STARBEAM"."QUALITY"."LOAD_TABLES" to role "STARBEAM_READER";

grant select on table "STARBEAM"."QUALITY"."RUNS" to role "STARBEAM_READER";

grant select on table "STARBEAM"."QUALITY"."CHECK_RESULTS" to role "STARBEAM_READER";

grant select on view "STARBEAM"."QUALITY"."VERDICTS_NOW" to role "STARBEAM_READER";

-- These hold whole records as they came, and where from.
grant select on table "STARBEAM"."QUALITY"."LOAD_FILES" to role "STARBEAM_STEWARD";

grant select on table "STARBEAM"."QUALITY"."REJECTED_ROWS" to role "STARBEAM_STEWARD";

grant select on table "STARBEAM"."QUALITY"."QUARANTINED_ROWS" to role "STARBEAM_STEWARD";

grant select on view "STARBEAM"."QUALITY"."REJECTED_NOW" to role "STARBEAM_STEWARD";

grant usage on warehouse "STARBEAM_MARTS" to role "STARBEAM_READER";
