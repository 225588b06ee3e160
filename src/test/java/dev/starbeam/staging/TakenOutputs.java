package dev.starbeam.staging;

import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/** Hands on what a function puts out, whatever the tag, within the call that puts it out. */
record TakenOutputs(Consumer<Object> taker) implements MultiOutputReceiver {
    @Override
    public <T> OutputReceiver<T> get(TupleTag<T> tag) {
        return new Outputs<>(taker);
    }

    @Override
    public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
        throw new UnsupportedOperationException();
    }

    private record Outputs<T>(Consumer<Object> taker) implements OutputReceiver<T> {
        @Override
        public void output(T value) {
            taker.accept(value);
        }

        @Override
        public OutputBuilder<T> builder(T value) {
            throw new UnsupportedOperationException();
        }
    }
}
