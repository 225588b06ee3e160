create database if not exists ${database};

use database ${database};

create schema if not exists "QUALITY";

-- Where temporary work tables are made; it stays empty.
create schema if not exists "STARBEAM_WORK";

-- Histories, tombstones and the rows behind views; and source rows as read. The loader may not create schemas itself.
create schema if not exists "STAR_DATA";

create schema if not exists "RAW";

-- Batches wait on the stage as Parquet files under names that follow from the batch.
create file format if not exists "QUALITY"."STARBEAM_PARQUET"
    type = parquet use_logical_type = true use_vectorized_scanner = true;
