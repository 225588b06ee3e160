-- materialized: table
-- Grain: one row per customer who ever ordered.
select
    customers.customer_key,
    customers.customer_id,
    customers.name,
    customers.country,
    count(distinct lines.order_id) as orders,
    min(lines.ordered_on) as first_ordered_on,
    max(lines.ordered_on) as last_ordered_on,
    sum(lines.net_amount) as net_amount,
    rank() over (order by sum(lines.net_amount) desc) as net_amount_rank
from star.fact_order_lines as lines
join star.dim_customers as customers on customers.customer_key = lines.customer_key
group by customers.customer_key, customers.customer_id, customers.name, customers.country
