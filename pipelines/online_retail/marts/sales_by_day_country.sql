-- materialized: incremental
-- group_by: calendar_date
-- One row per day and country in which anything was sold or came back.
select
    days.calendar_date,
    days.year,
    days.quarter,
    days.month,
    lines.country,
    count(distinct case when lines.order_status = 'completed' then lines.order_id end) as completed_orders,
    count(distinct case when lines.order_status = 'cancelled' then lines.order_id end) as cancelled_orders,
    count(distinct case when lines.customer_key <> 0 then lines.customer_key end) as customers,
    sum(coalesce(lines.quantity, 0)) as net_units,
    sum(coalesce(lines.total_amount, coalesce(lines.quantity, 0) * coalesce(lines.unit_price, 0))) as net_amount
from star.fact_orders as lines
join star.dim_date as days on days.date_key = lines.ordered_date_key
group by days.calendar_date, days.year, days.quarter, days.month, lines.country
