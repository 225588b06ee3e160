-- The work of pipelines/customer_analytics as one DuckDB script: the baseline that the product is measured against.
-- ${raw} is the directory of the CSV files; the connection is the (new) warehouse file.
--
-- It does what the pipeline does, in the way that suits DuckDB best: one scan of the orders into typed columns, all
-- statistics in one pass, keys deduplicated by looking for repeated keys first. What it leaves out: byte offsets of the
-- rows (DuckDB can't tell them) and exact arithmetic for deviations (it uses doubles).

SET threads = 2;
SET preserve_insertion_order = false;
SET enable_progress_bar = false;

CREATE SCHEMA star;
CREATE SCHEMA quality;
CREATE SCHEMA marts;

CREATE MACRO key_of(text) AS greatest((hash(text) & 9223372036854775807)::BIGINT, 1);
CREATE MACRO clean(text) AS nullif(trim(text), '');
CREATE MACRO unread(text, value) AS (value IS NULL AND clean(text) IS NOT NULL);
CREATE MACRO initcap(text) AS array_to_string(
    list_transform(regexp_extract_all(lower(text), '[^ -]+[ -]*'), lambda word: upper(word[1]) || word[2:]), '');

-- Staging ------------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE stg_customers AS
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
    try_cast(created_at AS TIMESTAMP) AS created_at,
    try_cast(updated_at AS TIMESTAMP) AS updated_at,
    filename AS _source_file
FROM read_csv('${raw}/customers*.csv', header = true, all_varchar = true, filename = true,
    auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {
    'customer_id': 'VARCHAR', 'name': 'VARCHAR', 'email': 'VARCHAR', 'phone': 'VARCHAR', 'street': 'VARCHAR',
    'city': 'VARCHAR', 'state': 'VARCHAR', 'postal_code': 'VARCHAR', 'country': 'VARCHAR', 'created_at': 'VARCHAR',
    'updated_at': 'VARCHAR'});

CREATE TEMP TABLE stg_products AS
SELECT
    upper(clean(product_id)) AS product_id,
    clean(name) AS name,
    initcap(clean(category)) AS category,
    initcap(clean(subcategory)) AS subcategory,
    clean(brand) AS brand,
    try_cast(price AS DECIMAL(12, 2)) AS price,
    upper(clean(currency)) AS currency,
    try_cast(updated_at AS TIMESTAMP) AS updated_at,
    filename AS _source_file
FROM read_csv('${raw}/products*.csv', header = true, all_varchar = true, filename = true,
    auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {
    'product_id': 'VARCHAR', 'name': 'VARCHAR', 'category': 'VARCHAR', 'subcategory': 'VARCHAR', 'brand': 'VARCHAR',
    'price': 'VARCHAR', 'currency': 'VARCHAR', 'updated_at': 'VARCHAR'});

CREATE TEMP TABLE stg_orders AS
SELECT
    upper(clean(order_id)) AS order_id,
    try_cast(line_number AS BIGINT) AS line_number,
    upper(clean(customer_id)) AS customer_id,
    upper(clean(product_id)) AS product_id,
    try_cast(quantity AS BIGINT) AS quantity,
    try_cast(unit_price AS DECIMAL(12, 2)) AS unit_price,
    try_cast(total_amount AS DECIMAL(14, 2)) AS total_amount,
    lower(clean(order_status)) AS order_status,
    try_cast(ordered_at AS TIMESTAMP) AS ordered_at,
    try_cast(shipped_at AS TIMESTAMP) AS shipped_at,
    try_cast(delivered_at AS TIMESTAMP) AS delivered_at,
    try_cast(updated_at AS TIMESTAMP) AS updated_at,
    filename AS _source_file,
    -- Which casts failed, one bit a column: nearly always 0, so the column costs nothing.
    (unread(r.quantity, try_cast(r.quantity AS BIGINT))::INT
        + 2 * unread(r.unit_price, try_cast(r.unit_price AS DECIMAL(12, 2)))::INT
        + 4 * unread(r.total_amount, try_cast(r.total_amount AS DECIMAL(14, 2)))::INT
        + 8 * unread(r.ordered_at, try_cast(r.ordered_at AS TIMESTAMP))::INT
        + 16 * unread(r.shipped_at, try_cast(r.shipped_at AS TIMESTAMP))::INT
        + 32 * unread(r.delivered_at, try_cast(r.delivered_at AS TIMESTAMP))::INT
        + 64 * unread(r.updated_at, try_cast(r.updated_at AS TIMESTAMP))::INT)::UTINYINT AS unread,
    CASE
        WHEN clean(r.order_id) IS NULL OR try_cast(r.line_number AS BIGINT) IS NULL OR clean(r.product_id) IS NULL
            OR try_cast(r.ordered_at AS TIMESTAMP) IS NULL
        THEN concat_ws(',', r.order_id, r.line_number, r.customer_id, r.product_id, r.quantity, r.unit_price,
            r.total_amount, r.order_status, r.ordered_at, r.shipped_at, r.delivered_at, r.updated_at)
    END AS rejected
FROM read_csv('${raw}/orders*.csv', header = true, all_varchar = true, filename = true,
    auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {
    'order_id': 'VARCHAR', 'line_number': 'VARCHAR', 'customer_id': 'VARCHAR', 'product_id': 'VARCHAR',
    'quantity': 'VARCHAR', 'unit_price': 'VARCHAR', 'total_amount': 'VARCHAR', 'order_status': 'VARCHAR',
    'ordered_at': 'VARCHAR', 'shipped_at': 'VARCHAR', 'delivered_at': 'VARCHAR', 'updated_at': 'VARCHAR'}) r;

CREATE TABLE quality.rejected_rows AS
SELECT 'stg_orders' AS stage, 'required column is NULL' AS reason, rejected AS raw, _source_file
FROM stg_orders
WHERE rejected IS NOT NULL;

-- Repeated keys are few: only their rows are sorted.
CREATE TEMP TABLE superseded AS
WITH repeated AS (
    SELECT order_id, line_number
    FROM stg_orders
    WHERE rejected IS NULL
    GROUP BY order_id, line_number
    HAVING count(*) > 1
)
SELECT o.rowid AS row_id
FROM stg_orders o
SEMI JOIN repeated USING (order_id, line_number)
WHERE o.rejected IS NULL
QUALIFY row_number() OVER (
    PARTITION BY o.order_id, o.line_number ORDER BY o.updated_at DESC NULLS LAST, o._source_file, o.rowid) > 1;

DELETE FROM stg_orders WHERE rejected IS NOT NULL OR rowid IN (SELECT row_id FROM superseded);

-- Dimensions ---------------------------------------------------------------------------------------------------------

CREATE TABLE star.dim_customers AS
SELECT key_of(customer_id) AS customer_key, * EXCLUDE (_source_file), '${batch}' AS _batch_id, _source_file
FROM stg_customers
WHERE customer_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY updated_at DESC NULLS LAST, _source_file DESC) = 1;
INSERT INTO star.dim_customers (customer_key, _batch_id) VALUES (0, '${batch}');

CREATE TABLE star.dim_products AS
SELECT key_of(product_id) AS product_key, * EXCLUDE (_source_file), '${batch}' AS _batch_id, _source_file
FROM stg_products
WHERE product_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY product_id ORDER BY updated_at DESC NULLS LAST, _source_file DESC) = 1;
INSERT INTO star.dim_products (product_key, _batch_id) VALUES (0, '${batch}');

CREATE TABLE star.dim_date AS
SELECT
    strftime(day, '%Y%m%d')::BIGINT AS date_key,
    day::DATE AS calendar_date,
    year(day) AS year,
    quarter(day) AS quarter,
    month(day) AS month,
    monthname(day) AS month_name,
    dayofmonth(day) AS day_of_month,
    dayofyear(day) AS day_of_year,
    isodow(day) AS day_of_week,
    dayname(day) AS day_name,
    isoyear(day) AS iso_year,
    week(day) AS iso_week,
    isodow(day) >= 6 AS is_weekend,
    day = date_trunc('month', day) AS is_first_day_of_month,
    day = last_day(day) AS is_last_day_of_month,
    year(day + INTERVAL 9 MONTH) AS fiscal_year,
    quarter(day - INTERVAL 3 MONTH) AS fiscal_quarter,
    month(day - INTERVAL 3 MONTH) AS fiscal_period
FROM (
    SELECT unnest(generate_series(
        date_trunc('year', min(ordered_at)),
        date_trunc('year', max(ordered_at)) + INTERVAL 1 YEAR - INTERVAL 1 DAY,
        INTERVAL 1 DAY)) AS day
    FROM stg_orders
);
INSERT INTO star.dim_date (date_key) VALUES (0);

-- Statistics, all in one pass ------------------------------------------------------------------------------------------

CREATE TEMP TABLE profile AS
SELECT
    count(*) AS row_count,
    quantile_cont(quantity, [0.25, 0.75]) AS quartiles,
    count(*) FILTER (customer_id IS NULL) AS null_customers,
    count(*) FILTER (total_amount IS NULL) AS null_totals,
    count(*) FILTER (unit_price < 0) AS negative_prices,
    count(*) FILTER (quantity NOT BETWEEN 1 AND 1000) AS out_of_range,
    count(*) FILTER (order_status NOT IN ('placed', 'shipped', 'delivered', 'cancelled', 'returned', 'refunded'))
        AS unknown_statuses,
    [sum(unread & 1), sum(unread >> 1 & 1), sum(unread >> 2 & 1), sum(unread >> 3 & 1), sum(unread >> 4 & 1),
        sum(unread >> 5 & 1), sum(unread >> 6 & 1)] AS failed_casts
FROM stg_orders;

CREATE TEMP TABLE product_moments AS
SELECT product_id, avg(total_amount) AS mean, stddev_samp(total_amount) AS deviation, count(total_amount) AS n
FROM stg_orders
GROUP BY product_id;

-- Facts: keys looked up, rows far from their product's mean left out ----------------------------------------------------

CREATE TABLE star.fact_orders AS
SELECT
    o.order_id, o.line_number, o.customer_id, o.product_id, o.quantity, o.unit_price, o.total_amount, o.order_status,
    o.ordered_at, o.shipped_at, o.delivered_at, o.updated_at,
    coalesce(c.customer_key, 0) AS customer_key,
    coalesce(p.product_key, 0) AS product_key,
    (year(o.ordered_at) * 10000 + month(o.ordered_at) * 100 + day(o.ordered_at))::BIGINT AS ordered_date_key,
    '${batch}' AS _batch_id,
    o._source_file
FROM stg_orders o
LEFT JOIN star.dim_customers c ON c.customer_id = o.customer_id
LEFT JOIN star.dim_products p ON p.product_id = o.product_id
LEFT JOIN product_moments m ON m.product_id = o.product_id
WHERE NOT coalesce(m.deviation > 0 AND abs(o.total_amount - m.mean) >= 3 * m.deviation, false);

-- Rows at fault, found in the narrow columns that the checks judge.
CREATE TEMP TABLE flagged AS
SELECT row_id, flags
FROM (
    SELECT
        o.rowid AS row_id,
        coalesce((o.quantity < q.low OR o.quantity > q.high)::INT, 0)
            + coalesce(2 * (m.deviation > 0 AND abs(o.total_amount - m.mean) >= 3 * m.deviation)::INT, 0)
            + 4 * (o.customer_id IS NOT NULL AND c.customer_key IS NULL)::INT
            + 8 * (p.product_key IS NULL)::INT
            + coalesce(16 * (o.unit_price < 0)::INT, 0)
            + coalesce(32 * (o.quantity NOT BETWEEN 1 AND 1000)::INT, 0) AS flags
    FROM stg_orders o
    LEFT JOIN star.dim_customers c ON c.customer_id = o.customer_id
    LEFT JOIN star.dim_products p ON p.product_id = o.product_id
    LEFT JOIN product_moments m ON m.product_id = o.product_id
    CROSS JOIN (
        SELECT
            quartiles[1] - 1.5 * (quartiles[2] - quartiles[1]) AS low,
            quartiles[2] + 1.5 * (quartiles[2] - quartiles[1]) AS high
        FROM profile
    ) q
)
WHERE flags <> 0;

CREATE TABLE quality.flagged_rows AS
SELECT o.* EXCLUDE (unread, rejected), f.flags
FROM stg_orders o
JOIN flagged f ON f.row_id = o.rowid;

CREATE TABLE quality.quarantined_rows AS
SELECT 'zscore(total_amount by product_id)' AS rule, f.*, m.mean, m.deviation
FROM quality.flagged_rows f
JOIN product_moments m USING (product_id)
WHERE f.flags & 2 <> 0;

CREATE TABLE quality.check_results AS
SELECT
    p.*,
    (SELECT count(*) FROM quality.flagged_rows WHERE flags & 1 <> 0) AS outside_fences,
    (SELECT count(*) FROM quality.quarantined_rows) AS far_from_mean,
    (SELECT count(*) FROM quality.flagged_rows WHERE flags & 4 <> 0) AS unknown_customers,
    (SELECT count(*) FROM quality.flagged_rows WHERE flags & 8 <> 0) AS unknown_products,
    (SELECT count(*) FROM superseded) AS superseded_rows,
    (SELECT count(*) FROM quality.rejected_rows) AS rejected_rows,
    (SELECT count(*) FROM product_moments WHERE n < 11) AS products_without_power
FROM profile p;
