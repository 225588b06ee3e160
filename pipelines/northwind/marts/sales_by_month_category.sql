-- materialized: incremental
-- group_by: year, month
-- Grain: one row per month of ordering and category of the product.
select
    days.year,
    days.month,
    products.category,
    count(distinct lines.order_id) as orders,
    sum(lines.quantity) as units,
    sum(lines.gross_amount) as gross_amount,
    sum(lines.net_amount) as net_amount
from star.fact_order_lines as lines
join star.dim_date as days on days.date_key = lines.ordered_date_key
join star.dim_products as products on products.product_key = lines.product_key
group by days.year, days.month, products.category
