-- materialized: table
-- Grain: one row per month of a customer's first order and number of months since; share is of the cohort's size.
with active_months as (
    select distinct customer_key, date_trunc('month', ordered_at) as month
    from star.fact_orders
    where customer_key <> 0 and order_status is distinct from 'cancelled'
),
cohorts as (
    select customer_key, min(month) as cohort_month
    from active_months
    group by customer_key
),
activity as (
    select
        c.cohort_month,
        datediff('month', c.cohort_month, a.month) as months_since,
        count(*) as customers
    from active_months a
    join cohorts c on c.customer_key = a.customer_key
    group by c.cohort_month, datediff('month', c.cohort_month, a.month)
)
select
    cast(cohort_month as date) as cohort_month,
    months_since,
    customers,
    first_value(customers) over (partition by cohort_month order by months_since) as cohort_size,
    cast(customers as double)
        / first_value(customers) over (partition by cohort_month order by months_since) as retention
from activity
