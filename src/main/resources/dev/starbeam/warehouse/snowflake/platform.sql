-- Compute, one warehouse a step, so that each has the size it needs and its own bill. All suspend after a minute, the
-- shortest that is billed. Run as a role that may create these, such as SYSADMIN and, for roles, USERADMIN.
create warehouse if not exists "STARBEAM_LOAD"
    warehouse_size = 'XSMALL' auto_suspend = 60 auto_resume = true initially_suspended = true
    comment = 'Starbeam: loads and merges batches';

create warehouse if not exists "STARBEAM_MARTS"
    warehouse_size = 'XSMALL' auto_suspend = 60 auto_resume = true initially_suspended = true
    comment = 'Starbeam: builds marts';

create database if not exists ${database};

use database ${database};

create schema if not exists "QUALITY";

-- Batches wait here as Parquet files under names that follow from the batch. For a stage in a bucket of your own, create
-- this one beforehand with URL and STORAGE_INTEGRATION; this statement then leaves it alone.
create file format if not exists "QUALITY"."STARBEAM_PARQUET"
    type = parquet use_logical_type = true use_vectorized_scanner = true;

create stage if not exists "QUALITY"."STARBEAM_STAGE"
    file_format = "QUALITY"."STARBEAM_PARQUET"
    comment = 'Starbeam: staged files, removed once their batch is published';
