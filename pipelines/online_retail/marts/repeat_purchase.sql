-- materialized: view
-- One row per country: how many customers come back, and what those are worth.
select
    country,
    count(*) as customers,
    sum(case when completed_orders > 1 then 1 else 0 end) as repeat_customers,
    sum(case when completed_orders > 1 then 1 else 0 end) * 1.0 / count(*) as repeat_rate,
    sum(completed_orders) * 1.0 / count(*) as orders_per_customer,
    sum(net_amount) as net_amount,
    sum(case when completed_orders > 1 then net_amount else 0 end) as repeat_customers_net_amount
from marts.sales_by_customer
where customer_key <> 0 and completed_orders > 0
group by country
