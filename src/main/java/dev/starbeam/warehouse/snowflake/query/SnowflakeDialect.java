package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.model.dialect.MartDialect;
import dev.starbeam.model.dialect.Refusal;
import java.util.List;
import java.util.Set;

/** Whether a mart can be written for Snowflake, found by translating it. */
public final class SnowflakeDialect implements MartDialect {
    @Override
    public List<Refusal> refusals(String sql) {
        return SnowflakeQuery.of(sql, name -> '"' + name + '"').refusals();
    }

    @Override
    public Set<String> functions() {
        return PortableFunctions.names();
    }
}
