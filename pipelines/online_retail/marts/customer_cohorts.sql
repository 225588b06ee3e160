-- materialized: table
-- Monthly retention: of the customers whose first completed order fell into a month, how many ordered again
-- that many months later. Customers without an account are left out, they cannot be told apart.
with active_months as (
    select distinct
        lines.customer_key,
        days.year * 12 + days.month - 1 as month_number
    from star.fact_orders as lines
    join star.dim_date as days on days.date_key = lines.ordered_date_key
    where lines.customer_key <> 0 and lines.order_status = 'completed'
),

cohorts as (
    select customer_key, min(month_number) as cohort_month
    from active_months
    group by customer_key
),

sizes as (
    select cohort_month, count(*) as cohort_customers
    from cohorts
    group by cohort_month
)

select
    cast(floor(cohorts.cohort_month / 12) as integer) as cohort_year,
    cast(mod(cohorts.cohort_month, 12) + 1 as integer) as cohort_month,
    active_months.month_number - cohorts.cohort_month as months_later,
    sizes.cohort_customers,
    count(*) as active_customers,
    count(*) * 1.0 / sizes.cohort_customers as retention_rate
from cohorts
join active_months on active_months.customer_key = cohorts.customer_key
join sizes on sizes.cohort_month = cohorts.cohort_month
group by cohorts.cohort_month, active_months.month_number, sizes.cohort_customers
