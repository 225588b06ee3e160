-- materialized: table
-- Grain: one row per product that was ordered.
-- Facts are summed by key before the dimension is joined: that way a member's attributes are looked up once.
with sales as (
    select
        product_key,
        count(distinct order_id) as orders,
        count(distinct customer_key) as customers,
        sum(coalesce(quantity, 0)) as units,
        sum(coalesce(total_amount, coalesce(quantity, 0) * coalesce(unit_price, 0))) as revenue,
        sum(case
            when order_status in ('returned', 'refunded')
            then coalesce(total_amount, coalesce(quantity, 0) * coalesce(unit_price, 0))
            else 0
        end) as returned_revenue
    from star.fact_orders
    where order_status is distinct from 'cancelled'
    group by product_key
)
select
    s.product_key,
    p.product_id,
    p.name,
    p.category,
    p.subcategory,
    p.brand,
    s.orders,
    s.customers,
    s.units,
    s.revenue,
    s.returned_revenue
from sales s
join star.dim_products p on p.product_key = s.product_key
