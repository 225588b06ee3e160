-- What pipelines/customer_analytics has to publish, written independently of it and as plainly as SQL allows.
-- ${raw} is the directory of the CSV files. Everything lands in schema "expected":
--   dim_customers, dim_products, dim_date   members without surrogate keys, without the unknown member
--   judged_orders                           accepted order lines with their members and flags
--   fact_orders                             those of them that are published
--   stages(stage, read, accepted, rejected, filtered, quarantined)
--   cast_failures(stage, name, failures)    values that were there and could not be read
--   measures(name, value)                   what the checks observe
-- A member is the natural key that was found in the dimension; NULL stands for the unknown member.

CREATE SCHEMA expected;

CREATE MACRO clean(value) AS nullif(trim(value), '');
CREATE MACRO initcap(value) AS array_to_string(
    list_transform(regexp_extract_all(lower(value), '[^ -]+[ -]*'), lambda word: upper(word[1]) || word[2:]), '');

CREATE TABLE expected.raw_customers AS
FROM read_csv('${raw}/customers*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

CREATE TABLE expected.raw_products AS
FROM read_csv('${raw}/products*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

CREATE TABLE expected.raw_orders AS
FROM read_csv('${raw}/orders*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');

CREATE TABLE expected.dim_customers AS
SELECT
    upper(clean(customer_id)) AS customer_id,
    clean(name) AS name,
    lower(clean(email)) AS email,
    clean(phone) AS phone,
    clean(street) AS street,
    clean(city) AS city,
    clean(state) AS state,
    upper(clean(postal_code)) AS postal_code,
    upper(clean(country)) AS country,
    try_cast(clean(created_at) AS TIMESTAMP) AS created_at,
    try_cast(clean(updated_at) AS TIMESTAMP) AS updated_at
FROM expected.raw_customers r
WHERE clean(r.customer_id) IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY upper(clean(r.customer_id)) ORDER BY try_cast(clean(r.updated_at) AS TIMESTAMP) DESC NULLS LAST) = 1;

CREATE TABLE expected.dim_products AS
SELECT
    upper(clean(product_id)) AS product_id,
    clean(name) AS name,
    initcap(clean(category)) AS category,
    initcap(clean(subcategory)) AS subcategory,
    clean(brand) AS brand,
    try_cast(clean(price) AS DECIMAL(12, 2)) AS price,
    upper(clean(currency)) AS currency,
    try_cast(clean(updated_at) AS TIMESTAMP) AS updated_at
FROM expected.raw_products r
WHERE clean(r.product_id) IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY upper(clean(r.product_id)) ORDER BY try_cast(clean(r.updated_at) AS TIMESTAMP) DESC NULLS LAST) = 1;

CREATE TABLE expected.typed_orders AS
SELECT
    upper(clean(order_id)) AS order_id,
    try_cast(clean(line_number) AS BIGINT) AS line_number,
    upper(clean(customer_id)) AS customer_id,
    upper(clean(product_id)) AS product_id,
    try_cast(clean(quantity) AS BIGINT) AS quantity,
    try_cast(clean(unit_price) AS DECIMAL(12, 2)) AS unit_price,
    try_cast(clean(total_amount) AS DECIMAL(14, 2)) AS total_amount,
    lower(clean(order_status)) AS order_status,
    try_cast(clean(ordered_at) AS TIMESTAMP) AS ordered_at,
    try_cast(clean(shipped_at) AS TIMESTAMP) AS shipped_at,
    try_cast(clean(delivered_at) AS TIMESTAMP) AS delivered_at,
    try_cast(clean(updated_at) AS TIMESTAMP) AS updated_at
FROM expected.raw_orders;

CREATE TABLE expected.stg_orders AS
SELECT *
FROM expected.typed_orders
WHERE order_id IS NOT NULL AND line_number IS NOT NULL AND product_id IS NOT NULL AND ordered_at IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY order_id, line_number ORDER BY updated_at DESC NULLS LAST) = 1;

CREATE TABLE expected.dim_date AS
SELECT
    (year(day) * 10000 + month(day) * 100 + day(day))::BIGINT AS date_key,
    day::DATE AS calendar_date,
    year(day) AS year,
    quarter(day) AS quarter,
    month(day) AS month,
    isodow(day) AS iso_day_of_week,
    week(day) AS iso_week,
    isoyear(day) AS iso_year,
    -- Named after the calendar year it ends in; it starts in April.
    CASE WHEN month(day) >= 4 THEN year(day) + 1 ELSE year(day) END AS fiscal_year
FROM (
    SELECT unnest(generate_series(
        make_date(year(min(ordered_at)), 1, 1)::TIMESTAMP,
        make_date(year(max(ordered_at)), 12, 31)::TIMESTAMP,
        INTERVAL 1 DAY)) AS day
    FROM expected.stg_orders
);

-- Deviations in whole cents and 128 bits: |x − mean| ≥ 3·s is decided exactly, as
-- (n·x − Σx)²·(n − 1) ≥ 9·n·(n·Σx² − (Σx)²), where no variance flags nothing.
CREATE TABLE expected.judged_orders AS
WITH cents AS (
    SELECT *, (total_amount * 100)::HUGEINT AS x FROM expected.stg_orders
),
moments AS (
    SELECT product_id, count(x)::HUGEINT AS n, sum(x)::HUGEINT AS s, sum(x * x)::HUGEINT AS ss
    FROM cents
    GROUP BY product_id
),
quartiles AS (
    SELECT quantile_cont(quantity, 0.25) AS q1, quantile_cont(quantity, 0.75) AS q3 FROM expected.stg_orders
)
SELECT
    o.* EXCLUDE (x),
    c.customer_id AS customer_member,
    p.product_id AS product_member,
    (year(o.ordered_at) * 10000 + month(o.ordered_at) * 100 + day(o.ordered_at))::BIGINT AS ordered_date_key,
    coalesce(o.quantity < q1 - 1.5 * (q3 - q1) OR o.quantity > q3 + 1.5 * (q3 - q1), false) AS outside_fences,
    coalesce(
        n * ss > s * s AND (n * x - s) * (n * x - s) * (n - 1) >= 9 * n * (n * ss - s * s),
        false) AS far_from_mean,
    n < 11 AS without_power
FROM cents o
LEFT JOIN expected.dim_customers c ON c.customer_id = o.customer_id
LEFT JOIN expected.dim_products p ON p.product_id = o.product_id
LEFT JOIN moments m ON m.product_id = o.product_id
CROSS JOIN quartiles;

CREATE TABLE expected.fact_orders AS
SELECT * EXCLUDE (outside_fences, far_from_mean, without_power)
FROM expected.judged_orders
WHERE NOT far_from_mean;

CREATE TABLE expected.stages AS
WITH counts AS (
    SELECT
        (SELECT count(*) FROM expected.raw_orders) AS orders_read,
        (SELECT count(*) FROM expected.typed_orders
            WHERE order_id IS NULL OR line_number IS NULL OR product_id IS NULL OR ordered_at IS NULL)
            AS orders_rejected,
        (SELECT count(*) FROM expected.stg_orders) AS orders_staged,
        (SELECT count(*) FROM expected.fact_orders) AS orders_published,
        (SELECT count(*) FROM expected.raw_customers) AS customers_read,
        (SELECT count(*) FROM expected.raw_customers WHERE clean(customer_id) IS NULL) AS customers_rejected,
        (SELECT count(*) FROM expected.raw_products) AS products_read,
        (SELECT count(*) FROM expected.raw_products WHERE clean(product_id) IS NULL) AS products_rejected
)
SELECT 'stg_customers' AS stage, customers_read AS read, customers_read - customers_rejected AS accepted,
    customers_rejected AS rejected, 0 AS filtered, 0 AS quarantined
FROM counts
UNION ALL
SELECT 'stg_products', products_read, products_read - products_rejected, products_rejected, 0, 0
FROM counts
UNION ALL
SELECT 'stg_orders', orders_read, orders_staged, orders_rejected, orders_read - orders_rejected - orders_staged, 0
FROM counts
UNION ALL
SELECT 'fact_orders', orders_staged, orders_published, 0, 0, orders_staged - orders_published
FROM counts;

CREATE TABLE expected.cast_failures AS
WITH failed AS (
    SELECT 'line_number' AS name, line_number AS value, try_cast(clean(line_number) AS BIGINT) IS NULL AS unread
    FROM expected.raw_orders
    UNION ALL
    SELECT 'quantity', quantity, try_cast(clean(quantity) AS BIGINT) IS NULL FROM expected.raw_orders
    UNION ALL
    SELECT 'unit_price', unit_price, try_cast(clean(unit_price) AS DECIMAL(12, 2)) IS NULL FROM expected.raw_orders
    UNION ALL
    SELECT 'total_amount', total_amount, try_cast(clean(total_amount) AS DECIMAL(14, 2)) IS NULL
    FROM expected.raw_orders
    UNION ALL
    SELECT 'ordered_at', ordered_at, try_cast(clean(ordered_at) AS TIMESTAMP) IS NULL FROM expected.raw_orders
    UNION ALL
    SELECT 'shipped_at', shipped_at, try_cast(clean(shipped_at) AS TIMESTAMP) IS NULL FROM expected.raw_orders
    UNION ALL
    SELECT 'delivered_at', delivered_at, try_cast(clean(delivered_at) AS TIMESTAMP) IS NULL FROM expected.raw_orders
    UNION ALL
    SELECT 'updated_at', updated_at, try_cast(clean(updated_at) AS TIMESTAMP) IS NULL FROM expected.raw_orders
)
SELECT 'stg_orders' AS stage, name, count(*) AS failures
FROM failed
WHERE unread AND clean(value) IS NOT NULL
GROUP BY name;

CREATE TABLE expected.measures AS
SELECT unnest(['row_count', 'outside_fences', 'far_from_mean', 'orphan_customers', 'orphan_products',
        'null_customers', 'null_totals', 'negative_prices', 'out_of_range', 'unknown_statuses', 'rows_without_power'])
        AS name,
    unnest([count(*), count(*) FILTER (outside_fences), count(*) FILTER (far_from_mean),
        count(*) FILTER (customer_id IS NOT NULL AND customer_member IS NULL),
        count(*) FILTER (product_member IS NULL),
        count(*) FILTER (customer_id IS NULL), count(*) FILTER (total_amount IS NULL),
        count(*) FILTER (unit_price < 0), count(*) FILTER (quantity NOT BETWEEN 1 AND 1000),
        count(*) FILTER (order_status NOT IN
            ('placed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded')),
        count(*) FILTER (without_power AND total_amount IS NOT NULL)]) AS value
FROM expected.judged_orders;
