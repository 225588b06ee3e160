-- materialized: table
-- One row per product, with its share of the returns.
select
    products.product_key,
    products.product_id,
    products.description,
    products.product_type,
    count(distinct lines.order_id) as orders,
    count(distinct case when lines.customer_key <> 0 then lines.customer_key end) as customers,
    sum(case when lines.quantity > 0 then lines.quantity else 0 end) as units_sold,
    sum(case when lines.quantity < 0 then -lines.quantity else 0 end) as units_returned,
    sum(coalesce(lines.total_amount, coalesce(lines.quantity, 0) * coalesce(lines.unit_price, 0))) as net_amount,
    sum(case when lines.quantity < 0 then -lines.quantity else 0 end) * 1.0
        / nullif(sum(case when lines.quantity > 0 then lines.quantity else 0 end), 0) as return_rate,
    rank() over (
        order by sum(coalesce(lines.total_amount, coalesce(lines.quantity, 0) * coalesce(lines.unit_price, 0))) desc
    ) as net_amount_rank
from star.fact_orders as lines
join star.dim_products as products on products.product_key = lines.product_key
group by products.product_key, products.product_id, products.description, products.product_type
