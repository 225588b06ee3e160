-- Generated from pipeline customer_analytics by: starbeam ddl --seed --dialect=snowflake
-- Adds what is missing; a run adds it, too.

use role "STARBEAM_LOADER";

use database "STARBEAM";

use warehouse "STARBEAM_LOAD";

insert into "QUALITY"."PUBLISH_LOCK" ("LOCK_ID", "BATCH_ID") select 1, '' where not exists (select 1 from "QUALITY"."PUBLISH_LOCK" where "LOCK_ID" = 1);

begin transaction;

update "QUALITY"."PUBLISH_LOCK" set "BATCH_ID" = 'seed' where "LOCK_ID" = 1;

insert into "QUALITY"."FORMAT" ("FORMAT_VERSION") select 2 where not exists (select 1 from "QUALITY"."FORMAT");

insert into "STAR"."DIM_CUSTOMERS" ("CUSTOMER_KEY") select 0 where not exists (select 1 from "STAR"."DIM_CUSTOMERS" where "CUSTOMER_KEY" = 0);

insert into "STAR"."DIM_PRODUCTS" ("PRODUCT_KEY") select 0 where not exists (select 1 from "STAR"."DIM_PRODUCTS" where "PRODUCT_KEY" = 0);

insert into "STAR"."DIM_DATE" ("DATE_KEY") select 0 where not exists (select 1 from "STAR"."DIM_DATE" where "DATE_KEY" = 0);

commit;
