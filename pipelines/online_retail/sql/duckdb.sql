-- Generated from pipeline online_retail by: starbeam ddl --dialect=duckdb
-- It creates what is missing and drops nothing.

create schema if not exists "quality";

create schema if not exists "star";

create schema if not exists "marts";

create table if not exists "quality"."format" (
    "format_version" BIGINT not null
);

comment on column "quality"."format"."format_version" is 'Programs that know only lower ones refuse to open these tables.';

comment on table "quality"."format" is 'One row: the version of these tables'' format.';

create table if not exists "quality"."loads" (
    "batch_id" VARCHAR not null,
    "pipeline" VARCHAR not null,
    "fingerprint" VARCHAR not null,
    "published_at" TIMESTAMP not null,
    "marts_built_at" TIMESTAMP,
    "marts" VARCHAR,
    "rebuilt" BOOLEAN
);

comment on column "quality"."loads"."batch_id" is 'The batch.';

comment on column "quality"."loads"."pipeline" is 'The pipeline.';

comment on column "quality"."loads"."fingerprint" is 'Of the declaration that ran.';

comment on column "quality"."loads"."published_at" is 'When the transaction was committed.';

comment on column "quality"."loads"."marts_built_at" is 'When the marts had this batch; NULL before.';

comment on column "quality"."loads"."marts" is 'Hash of the marts as they were declared when they were built last.';

comment on column "quality"."loads"."rebuilt" is 'Whether the batch took the place of all rows; NULL if not.';

comment on table "quality"."loads" is 'The ledger: one row for each published batch.';

create table if not exists "quality"."load_tables" (
    "batch_id" VARCHAR not null,
    "position" BIGINT not null check ("position" >= 0),
    "table_name" VARCHAR not null,
    "rows_inserted" BIGINT not null check ("rows_inserted" >= 0),
    "rows_updated" BIGINT not null check ("rows_updated" >= 0),
    "rows_unchanged" BIGINT not null check ("rows_unchanged" >= 0),
    "rows_withdrawn" BIGINT,
    "rows_staying" BIGINT
);

comment on column "quality"."load_tables"."batch_id" is 'The batch.';

comment on column "quality"."load_tables"."position" is 'Order of loading, from 0.';

comment on column "quality"."load_tables"."table_name" is 'Schema and table.';

comment on column "quality"."load_tables"."rows_inserted" is 'Had a key that was not published.';

comment on column "quality"."load_tables"."rows_updated" is 'Replaced a published row that said something else.';

comment on column "quality"."load_tables"."rows_unchanged" is 'Said what the published row says, or were older.';

comment on column "quality"."load_tables"."rows_withdrawn" is 'Published rows that are gone: newer ones were set aside.';

comment on column "quality"."load_tables"."rows_staying" is 'Published rows that stay although newer ones were set aside.';

comment on table "quality"."load_tables" is 'What each published batch did to each table.';

create table if not exists "quality"."load_files" (
    "batch_id" VARCHAR not null,
    "source" VARCHAR not null,
    "file" VARCHAR not null,
    "bytes" BIGINT not null check ("bytes" >= 0),
    "version" VARCHAR,
    "unended_at" BIGINT
);

comment on column "quality"."load_files"."batch_id" is 'The batch.';

comment on column "quality"."load_files"."source" is 'The declared source.';

comment on column "quality"."load_files"."file" is 'Path or URI.';

comment on column "quality"."load_files"."bytes" is 'Size as stored.';

comment on column "quality"."load_files"."version" is 'Its checksum or time of change; NULL when only a part was read.';

comment on column "quality"."load_files"."unended_at" is 'Where its last record began, if it may have been cut short; else NULL.';

comment on table "quality"."load_files" is 'The files each published batch was read from.';

create table if not exists "quality"."runs" (
    "batch_id" VARCHAR not null,
    "pipeline" VARCHAR not null,
    "fingerprint" VARCHAR not null,
    "started_at" TIMESTAMP not null,
    "finished_at" TIMESTAMP not null,
    "verdict" VARCHAR not null,
    "rows_read" BIGINT not null check ("rows_read" >= 0),
    "rows_accepted" BIGINT not null check ("rows_accepted" >= 0),
    "rows_rejected" BIGINT not null check ("rows_rejected" >= 0),
    "rows_filtered" BIGINT not null check ("rows_filtered" >= 0),
    "rows_quarantined" BIGINT not null check ("rows_quarantined" >= 0),
    "version" VARCHAR not null,
    "rows_withdrawn" BIGINT
);

comment on column "quality"."runs"."batch_id" is 'The batch.';

comment on column "quality"."runs"."pipeline" is 'The pipeline.';

comment on column "quality"."runs"."fingerprint" is 'Of the declaration that ran.';

comment on column "quality"."runs"."started_at" is 'When the run began.';

comment on column "quality"."runs"."finished_at" is 'When it was published.';

comment on column "quality"."runs"."verdict" is 'Of the quality gate: passed, warned, held, not_judged or overruled.';

comment on column "quality"."runs"."rows_read" is 'Read from all sources: the sum of the four below.';

comment on column "quality"."runs"."rows_accepted" is 'In facts, or staged for dimensions and lookups alone.';

comment on column "quality"."runs"."rows_rejected" is 'See rejected_rows.';

comment on column "quality"."runs"."rows_filtered" is 'Left out by a declared filter or as duplicates.';

comment on column "quality"."runs"."rows_quarantined" is 'See quarantined_rows.';

comment on column "quality"."runs"."version" is 'Of the program.';

comment on column "quality"."runs"."rows_withdrawn" is 'Published rows that the batch took away; no part of the rows read.';

comment on table "quality"."runs" is 'One row for each run that published.';

create table if not exists "quality"."check_results" (
    "batch_id" VARCHAR not null,
    "check_id" VARCHAR not null,
    "table_name" VARCHAR not null,
    "column_name" VARCHAR,
    "severity" VARCHAR not null,
    "on_failure" VARCHAR not null,
    "status" VARCHAR not null,
    "rows_judged" BIGINT not null check ("rows_judged" >= 0),
    "rows_flagged" BIGINT not null check ("rows_flagged" >= 0),
    "rows_powerless" BIGINT not null check ("rows_powerless" >= 0),
    "observed" VARCHAR,
    "expected" VARCHAR,
    "remedy" VARCHAR
);

comment on column "quality"."check_results"."batch_id" is 'The batch.';

comment on column "quality"."check_results"."check_id" is 'The check.';

comment on column "quality"."check_results"."table_name" is 'The fact or dimension judged.';

comment on column "quality"."check_results"."column_name" is 'The column judged, if it is one.';

comment on column "quality"."check_results"."severity" is 'warn or error.';

comment on column "quality"."check_results"."on_failure" is 'keep or quarantine: what happens to flagged rows.';

comment on column "quality"."check_results"."status" is 'pass, warn, fail, held or not_judged.';

comment on column "quality"."check_results"."rows_judged" is 'Rows the check had a say about.';

comment on column "quality"."check_results"."rows_flagged" is 'Rows at fault.';

comment on column "quality"."check_results"."rows_powerless" is 'Rows judged where nothing could ever be flagged.';

comment on column "quality"."check_results"."observed" is 'What was found.';

comment on column "quality"."check_results"."expected" is 'What passes.';

comment on column "quality"."check_results"."remedy" is 'What people can do about a failure.';

comment on table "quality"."check_results" is 'One row for each check of a run.';

create table if not exists "quality"."rejected_rows" (
    "batch_id" VARCHAR not null,
    "stage" VARCHAR not null,
    "source_file" VARCHAR not null,
    "source_offset" BIGINT not null check ("source_offset" >= 0),
    "reason" VARCHAR not null,
    "column_name" VARCHAR,
    "detail" VARCHAR not null,
    "raw" VARCHAR
);

comment on column "quality"."rejected_rows"."batch_id" is 'The batch.';

comment on column "quality"."rejected_rows"."stage" is 'The source, staged entity or fact that rejected the row.';

comment on column "quality"."rejected_rows"."source_file" is 'The file it was read from.';

comment on column "quality"."rejected_rows"."source_offset" is 'Byte offset of its record in the decompressed file.';

comment on column "quality"."rejected_rows"."reason" is 'The kind of fault.';

comment on column "quality"."rejected_rows"."column_name" is 'The column at fault, if one is.';

comment on column "quality"."rejected_rows"."detail" is 'What was found and what was expected.';

comment on column "quality"."rejected_rows"."raw" is 'The record as read, if it was at hand.';

comment on table "quality"."rejected_rows" is 'Rows that could not be read, staged or referred to a dimension member.';

create table if not exists "quality"."quarantined_rows" (
    "batch_id" VARCHAR not null,
    "table_name" VARCHAR not null,
    "check_id" VARCHAR not null,
    "action" VARCHAR not null,
    "column_name" VARCHAR,
    "observed" VARCHAR,
    "expected" VARCHAR,
    "row" VARCHAR,
    "source_file" VARCHAR not null,
    "source_offset" BIGINT not null check ("source_offset" >= 0)
);

comment on column "quality"."quarantined_rows"."batch_id" is 'The batch.';

comment on column "quality"."quarantined_rows"."table_name" is 'The fact or dimension.';

comment on column "quality"."quarantined_rows"."check_id" is 'The check.';

comment on column "quality"."quarantined_rows"."action" is 'quarantine: left out of the table; keep: published all the same.';

comment on column "quality"."quarantined_rows"."column_name" is 'The column judged, if it is one.';

comment on column "quality"."quarantined_rows"."observed" is 'The value found.';

comment on column "quality"."quarantined_rows"."expected" is 'What would have passed.';

comment on column "quality"."quarantined_rows"."row" is 'The row as JSON.';

comment on column "quality"."quarantined_rows"."source_file" is 'The file it was read from.';

comment on column "quality"."quarantined_rows"."source_offset" is 'Byte offset of its record in the decompressed file.';

comment on table "quality"."quarantined_rows" is 'Rows that a check flagged, once for each check.';

create table if not exists "star"."dim_customers" (
    "customer_key" BIGINT not null check ("customer_key" >= 0),
    "customer_id" VARCHAR,
    "country" VARCHAR,
    "_version" TIMESTAMP
);

comment on column "star"."dim_customers"."customer_key" is 'Surrogate key; 0 is the unknown member.';

comment on column "star"."dim_customers"."customer_id" is 'Natural key; NULL for the unknown member.';

comment on table "star"."dim_customers" is 'Customers with an account; lines without one belong to the unknown member';

create table if not exists "star"."dim_products" (
    "product_key" BIGINT not null check ("product_key" >= 0),
    "product_id" VARCHAR,
    "description" VARCHAR,
    "product_type" VARCHAR,
    "_version" TIMESTAMP
);

comment on column "star"."dim_products"."product_key" is 'Surrogate key; 0 is the unknown member.';

comment on column "star"."dim_products"."product_id" is 'Natural key; NULL for the unknown member.';

comment on column "star"."dim_products"."product_type" is 'Articles have five digits, and letters for a variant';

comment on table "star"."dim_products" is 'Products, postage and fees, under the name of their latest line with a price';

create table if not exists "star"."dim_date" (
    "date_key" BIGINT not null check ("date_key" >= 0),
    "calendar_date" DATE,
    "year" BIGINT,
    "quarter" BIGINT,
    "month" BIGINT,
    "month_name" VARCHAR,
    "day_of_month" BIGINT,
    "day_of_quarter" BIGINT,
    "day_of_year" BIGINT,
    "day_of_week" BIGINT,
    "day_name" VARCHAR,
    "iso_week" BIGINT,
    "iso_week_year" BIGINT,
    "us_week" BIGINT,
    "is_weekend" BOOLEAN,
    "is_first_day_of_month" BOOLEAN,
    "is_last_day_of_month" BOOLEAN,
    "is_first_day_of_quarter" BOOLEAN,
    "is_last_day_of_quarter" BOOLEAN,
    "is_first_day_of_year" BOOLEAN,
    "is_last_day_of_year" BOOLEAN,
    "fiscal_year" BIGINT,
    "fiscal_quarter" BIGINT,
    "fiscal_period" BIGINT,
    "fiscal_week" BIGINT,
    "is_holiday" BOOLEAN,
    "is_holiday_in_lieu" BOOLEAN,
    "holiday_name" VARCHAR
);

comment on column "star"."dim_date"."date_key" is 'The date as yyyymmdd; 0 is the unknown member.';

comment on table "star"."dim_date" is 'The calendar, a row a day.';

create table if not exists "star"."fact_orders" (
    "order_id" VARCHAR not null,
    "product_id" VARCHAR not null,
    "customer_id" VARCHAR,
    "description" VARCHAR,
    "order_status" VARCHAR,
    "country" VARCHAR,
    "ordered_at" TIMESTAMP not null,
    "quantity" BIGINT not null,
    "unit_price" DECIMAL(12,3),
    "total_amount" DECIMAL(18,3),
    "customer_key" BIGINT default 0 not null check ("customer_key" >= 0),
    "product_key" BIGINT default 0 not null check ("product_key" >= 0),
    "ordered_date_key" BIGINT default 0 not null check ("ordered_date_key" >= 0),
    "_batch_id" VARCHAR not null,
    "_source_file" VARCHAR not null,
    "_source_offset" BIGINT not null check ("_source_offset" >= 0),
    constraint "check_accepted_values_order_status_b11cb36a" check ("order_status" in ('completed', 'cancelled', 'adjustment')),
    constraint "check_range_ordered_at_e87dbb7a" check (("ordered_at" >= timestamp '2009-01-01 00:00:00' and "ordered_at" <= timestamp '2012-12-31 00:00:00')),
    constraint "check_non_negative_unit_price_72382e2b" check (("unit_price" >= 0.000))
);

comment on column "star"."fact_orders"."customer_key" is 'Refers to dim_customers by customer_id.';

comment on column "star"."fact_orders"."product_key" is 'Refers to dim_products by product_id.';

comment on column "star"."fact_orders"."ordered_date_key" is 'Refers to dim_date by ordered_at.';

comment on column "star"."fact_orders"."_batch_id" is 'The batch that published the row.';

comment on column "star"."fact_orders"."_source_file" is 'The file it was read from.';

comment on column "star"."fact_orders"."_source_offset" is 'Byte offset of its record in the decompressed file.';

comment on table "star"."fact_orders" is 'One line of an order, cancellation or adjustment';

create table if not exists "quality"."mart_batches" (
    "mart" VARCHAR not null,
    "declaration" VARCHAR not null,
    "star" VARCHAR not null,
    "batch_id" VARCHAR not null,
    "has_groups" BOOLEAN not null,
    "reads" VARCHAR
);

comment on column "quality"."mart_batches"."mart" is 'An incremental mart.';

comment on column "quality"."mart_batches"."declaration" is 'Hash of its query and keys.';

comment on column "quality"."mart_batches"."star" is 'Hash of the tables it reads, as declared.';

comment on column "quality"."mart_batches"."batch_id" is 'A batch; empty for how the mart was built.';

comment on column "quality"."mart_batches"."has_groups" is 'Whether the batch''s groups are kept.';

comment on column "quality"."mart_batches"."reads" is 'The tables of the star that it reads, between bars; NULL: unknown.';

comment on table "quality"."mart_batches" is 'What incremental marts were built from, and the batches whose groups are kept for them.';

create view if not exists "quality"."rejected_now" as with loaded as (select t."pipeline", t."batch_id", t."rebuilt", row_number() over (partition by t."pipeline" order by t."published_at", t."batch_id") as place from "quality"."loads" as t),
last_read as (select l."pipeline", f."file", max(l.place) as read_at from loaded as l join "quality"."load_files" as f on f."batch_id" = l."batch_id" where f."version" is not null group by l."pipeline", f."file"),
last_rebuilt as (select l."pipeline", max(l.place) as rebuilt_at from loaded as l where l."rebuilt" group by l."pipeline"),
rejected as (select l."pipeline", r."batch_id", r."stage", r."source_file", r."source_offset", r."reason", r."column_name", r."detail", r."raw", l.place as rejected_at, max(l.place) over (partition by l."pipeline", r."stage", r."source_file", r."source_offset") as newest_at from "quality"."rejected_rows" as r join loaded as l on r."batch_id" = l."batch_id")
select x."pipeline", x."batch_id", x."stage", x."source_file", x."source_offset", x."reason", x."column_name", x."detail", x."raw" from rejected as x left join last_read as n on n."pipeline" = x."pipeline" and n."file" = x."source_file" left join last_rebuilt as b on b."pipeline" = x."pipeline" where x.rejected_at = x.newest_at and x.rejected_at >= coalesce(n.read_at, 0) and x.rejected_at >= coalesce(b.rebuilt_at, 0);

comment on view "quality"."rejected_now" is 'Rejected rows of files that no later batch has read again.';

create view if not exists "quality"."verdicts_now" as with ran as (select t."pipeline", t."batch_id", t."verdict", row_number() over (partition by t."pipeline" order by t."finished_at", t."batch_id") as place from "quality"."runs" as t),
last_run as (select r."pipeline", max(r.place) as place from ran as r group by r."pipeline")
select r."pipeline", r."verdict", c."batch_id", c."check_id", c."table_name", c."column_name", c."severity", c."on_failure", c."status", c."rows_judged", c."rows_flagged", c."rows_powerless", c."observed", c."expected", c."remedy" from last_run as n join ran as r on r."pipeline" = n."pipeline" and r.place = n.place join "quality"."check_results" as c on c."batch_id" = r."batch_id";

comment on view "quality"."verdicts_now" is 'What the checks of each pipeline''s newest run have found.';
