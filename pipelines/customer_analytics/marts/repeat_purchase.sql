-- materialized: table
-- Grain: one row per month of the first order: how many customers came back, and how soon.
with orders as (
    select customer_key, order_id, min(ordered_at) as ordered_at
    from star.fact_orders
    where customer_key <> 0 and order_status is distinct from 'cancelled'
    group by customer_key, order_id
),
numbered as (
    select
        customer_key,
        ordered_at,
        row_number() over (partition by customer_key order by ordered_at, order_id) as order_number
    from orders
),
customers as (
    select
        customer_key,
        min(case when order_number = 1 then ordered_at end) as first_ordered_at,
        min(case when order_number = 2 then ordered_at end) as second_ordered_at,
        max(order_number) as orders
    from numbered
    group by customer_key
)
select
    cast(date_trunc('month', first_ordered_at) as date) as first_order_month,
    count(*) as customers,
    count(second_ordered_at) as repeat_customers,
    cast(count(second_ordered_at) as double) / count(*) as repeat_rate,
    cast(sum(orders) as double) / count(*) as orders_per_customer,
    median(datediff('day', first_ordered_at, second_ordered_at)) as median_days_to_second_order
from customers
group by cast(date_trunc('month', first_ordered_at) as date)
