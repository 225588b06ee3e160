-- materialized: table
-- One row per customer; lines without an account are one row, the unknown customer (key 0).
with orders as (
    select
        customer_key,
        order_id,
        order_status,
        min(ordered_at) as ordered_at,
        sum(coalesce(total_amount, coalesce(quantity, 0) * coalesce(unit_price, 0))) as amount,
        sum(case when quantity > 0 then quantity else 0 end) as units
    from star.fact_orders
    group by customer_key, order_id, order_status
)
select
    orders.customer_key,
    customers.customer_id,
    customers.country,
    min(orders.ordered_at) as first_ordered_at,
    max(orders.ordered_at) as last_ordered_at,
    sum(case when orders.order_status = 'completed' then 1 else 0 end) as completed_orders,
    sum(case when orders.order_status = 'cancelled' then 1 else 0 end) as cancelled_orders,
    sum(case when orders.order_status = 'completed' then orders.units else 0 end) as units,
    sum(case when orders.order_status = 'completed' then orders.amount else 0 end) as gross_amount,
    sum(case when orders.order_status = 'cancelled' then orders.amount else 0 end) as cancelled_amount,
    sum(orders.amount) as net_amount,
    sum(case when orders.order_status = 'completed' then orders.amount else 0 end)
        / nullif(sum(case when orders.order_status = 'completed' then 1 else 0 end), 0) as average_order_amount
from orders
left join star.dim_customers as customers on customers.customer_key = orders.customer_key
group by orders.customer_key, customers.customer_id, customers.country
