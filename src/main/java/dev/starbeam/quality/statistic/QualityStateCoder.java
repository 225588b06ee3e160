package dev.starbeam.quality.statistic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;

/** A {@link QualityState} as one array of bytes. Deterministic. */
public final class QualityStateCoder extends AtomicCoder<QualityState> {
    private static final QualityStateCoder INSTANCE = new QualityStateCoder();

    private QualityStateCoder() {}

    public static QualityStateCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(QualityState value, OutputStream out) throws IOException {
        ByteArrayCoder.of().encode(value.toBytes(), out);
    }

    @Override
    public QualityState decode(InputStream in) throws IOException {
        return QualityState.fromBytes(ByteArrayCoder.of().decode(in));
    }

    @Override
    public void verifyDeterministic() throws Coder.NonDeterministicException {}

    @Override
    public boolean consistentWithEquals() {
        return true;
    }
}
