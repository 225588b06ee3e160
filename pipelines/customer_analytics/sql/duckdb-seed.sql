-- Generated from pipeline customer_analytics by: starbeam ddl --seed --dialect=duckdb
-- Adds what is missing; a run adds it, too.

insert into "quality"."format" ("format_version") select 2 where not exists (select 1 from "quality"."format");

insert into "star"."dim_customers" ("customer_key") select 0 where not exists (select 1 from "star"."dim_customers" where "customer_key" = 0);

insert into "star"."dim_products" ("product_key") select 0 where not exists (select 1 from "star"."dim_products" where "product_key" = 0);

insert into "star"."dim_date" ("date_key") select 0 where not exists (select 1 from "star"."dim_date" where "date_key" = 0);
