-- materialized: view
-- Grain: one row per shipper; orders are late when they left after the day they were asked for.
with orders as (
    select
        order_id,
        shipper_key,
        max(days_to_ship) as days_to_ship,
        max(case when is_late then 1 else 0 end) as late
    from star.fact_order_lines
    group by order_id, shipper_key
)
select
    shippers.name as shipper,
    count(*) as orders,
    count(orders.days_to_ship) as shipped_orders,
    sum(orders.late) as late_orders,
    avg(orders.days_to_ship) as average_days_to_ship
from orders
join star.dim_shippers as shippers on shippers.shipper_key = orders.shipper_key
group by shippers.name
