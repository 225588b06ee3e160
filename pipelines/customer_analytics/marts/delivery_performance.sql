-- materialized: incremental
-- group_by: order_month
-- Grain: one row per month of ordering and country of the customer; days are elapsed time, on shipped order lines.
select
    cast(date_trunc('month', f.ordered_at) as date) as order_month,
    coalesce(c.country, 'unknown') as country,
    count(*) as order_lines,
    count(f.shipped_at) as shipped_lines,
    count(f.delivered_at) as delivered_lines,
    avg(datediff('hour', f.ordered_at, f.shipped_at)) / 24 as average_days_to_ship,
    avg(datediff('hour', f.ordered_at, f.delivered_at)) / 24 as average_days_to_deliver,
    sum(case when datediff('hour', f.ordered_at, f.delivered_at) <= 120 then 1 else 0 end) as delivered_within_5_days
from star.fact_orders f
join star.dim_customers c on c.customer_key = f.customer_key
where f.order_status is distinct from 'cancelled'
group by cast(date_trunc('month', f.ordered_at) as date), coalesce(c.country, 'unknown')
