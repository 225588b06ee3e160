-- materialized: table
-- Grain: one row per customer who ordered; the unknown member (key 0) gathers the orders of nobody we know.
select
    f.customer_key,
    max(c.customer_id) as customer_id,
    max(c.name) as name,
    max(c.country) as country,
    count(distinct f.order_id) as orders,
    count(*) as order_lines,
    sum(coalesce(f.quantity, 0)) as units,
    sum(coalesce(f.total_amount, coalesce(f.quantity, 0) * coalesce(f.unit_price, 0))) as revenue,
    min(f.ordered_at) as first_ordered_at,
    max(f.ordered_at) as last_ordered_at
from star.fact_orders f
join star.dim_customers c on c.customer_key = f.customer_key
where f.order_status is distinct from 'cancelled'
group by f.customer_key
