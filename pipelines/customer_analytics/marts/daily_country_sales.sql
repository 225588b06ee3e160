-- materialized: incremental
-- group_by: calendar_date
-- Grain: one row per day and country of the customer.
select
    d.calendar_date,
    coalesce(c.country, 'unknown') as country,
    count(distinct f.order_id) as orders,
    count(distinct f.customer_key) as customers,
    sum(coalesce(f.quantity, 0)) as units,
    sum(coalesce(f.total_amount, coalesce(f.quantity, 0) * coalesce(f.unit_price, 0))) as revenue
from star.fact_orders f
join star.dim_date d on d.date_key = f.ordered_date_key
join star.dim_customers c on c.customer_key = f.customer_key
where f.order_status is distinct from 'cancelled'
group by d.calendar_date, coalesce(c.country, 'unknown')
