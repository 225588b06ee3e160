-- materialized: table
-- Grain: one row per customer who ordered; the unknown member (key 0) gathers the orders of nobody we know.
-- Facts are summed by key before the dimension is joined: that way a member's attributes are looked up once.
with sales as (
    select
        customer_key,
        count(distinct order_id) as orders,
        count(*) as order_lines,
        sum(coalesce(quantity, 0)) as units,
        sum(coalesce(total_amount, coalesce(quantity, 0) * coalesce(unit_price, 0))) as revenue,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at
    from star.fact_orders
    where order_status is distinct from 'cancelled'
    group by customer_key
)
select
    s.customer_key,
    c.customer_id,
    c.name,
    c.country,
    s.orders,
    s.order_lines,
    s.units,
    s.revenue,
    s.first_ordered_at,
    s.last_ordered_at
from sales s
join star.dim_customers c on c.customer_key = s.customer_key
