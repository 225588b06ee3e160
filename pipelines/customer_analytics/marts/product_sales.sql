-- materialized: table
-- Grain: one row per product that was ordered.
select
    f.product_key,
    max(p.product_id) as product_id,
    max(p.name) as name,
    max(p.category) as category,
    max(p.subcategory) as subcategory,
    max(p.brand) as brand,
    count(distinct f.order_id) as orders,
    count(distinct f.customer_key) as customers,
    sum(coalesce(f.quantity, 0)) as units,
    sum(coalesce(f.total_amount, coalesce(f.quantity, 0) * coalesce(f.unit_price, 0))) as revenue,
    sum(case
        when f.order_status in ('returned', 'refunded')
        then coalesce(f.total_amount, coalesce(f.quantity, 0) * coalesce(f.unit_price, 0))
        else 0
    end) as returned_revenue
from star.fact_orders f
join star.dim_products p on p.product_key = f.product_key
where f.order_status is distinct from 'cancelled'
group by f.product_key
