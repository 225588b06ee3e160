package dev.starbeam.star.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/** Carries a set as one array of its keys, 8 bytes each; sets that are equal may have different bytes. */
public final class KeySetCoder extends CustomCoder<KeySet> {
    private static final long serialVersionUID = 1L;
    private static final KeySetCoder INSTANCE = new KeySetCoder();

    private KeySetCoder() {}

    public static KeySetCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(KeySet set, OutputStream out) throws IOException {
        LongArrays.write(set.toArray(), out);
    }

    @Override
    public KeySet decode(InputStream in) throws IOException {
        return KeySet.of(LongArrays.read(in));
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
        throw new NonDeterministicException(this, "the keys come in the order of the hash table");
    }
}
