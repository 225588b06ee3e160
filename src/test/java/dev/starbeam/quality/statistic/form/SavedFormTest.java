package dev.starbeam.quality.statistic.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is saved is read back, from memory and from a stream that gives little at a time. */
class SavedFormTest {
    private static final ColumnType TYPE = ColumnType.decimal(18, 3);

    /** More than what is held of a stream at a time. */
    @Property(tries = 40)
    void aStreamGivesWhatMemoryGives(@ForAll long seed) {
        Random random = new Random(seed);
        StateOutput output = new StateOutput();
        List<Consumer<StateInput>> expectations = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            expectations.add(written(random, output));
        }
        byte[] saved = output.toBytes();
        for (StateInput input : List.of(new StateInput(saved), new StateInput(new Trickle(saved)))) {
            assertThat(input.position()).isZero();
            expectations.forEach(expectation -> expectation.accept(input));
            assertThat(input.position()).isEqualTo(saved.length);
            assertThatThrownBy(input::getByte).hasMessage("saved statistics end too early");
        }
    }

    private static Consumer<StateInput> written(Random random, StateOutput output) {
        int number = random.nextInt();
        long wide = random.nextLong();
        byte[] bytes = new byte[random.nextInt(6000)];
        random.nextBytes(bytes);
        switch (random.nextInt(8)) {
            case 0 -> {
                output.putByte((byte) number);
                return input -> assertThat(input.getByte()).isEqualTo((byte) number);
            }
            case 1 -> {
                output.putInt(number);
                return input -> assertThat(input.getInt()).isEqualTo(number);
            }
            case 2 -> {
                output.putLong(wide);
                return input -> assertThat(input.getLong()).isEqualTo(wide);
            }
            case 3 -> {
                output.putBytes(bytes, bytes.length / 3, bytes.length / 2);
                return input -> assertThat(input.getBytes())
                        .isEqualTo(Arrays.copyOfRange(bytes, bytes.length / 3, bytes.length / 3 + bytes.length / 2));
            }
            case 4 -> {
                output.putBytes(bytes, 0, bytes.length);
                return StateInput::skipBytes;
            }
            default -> {
                return writtenLongs(random, output);
            }
        }
    }

    private static Consumer<StateInput> writtenLongs(Random random, StateOutput output) {
        long[] longs = random.longs(random.nextInt(900))
                .map(value -> value >> random.nextInt(60))
                .toArray();
        output.putLongs(longs, longs.length);
        switch (random.nextInt(3)) {
            case 0 -> {
                return input -> assertThat(input.getLongs(longs.length)).isEqualTo(longs);
            }
            case 1 -> {
                return input -> {
                    List<Long> each = new ArrayList<>();
                    input.eachLong(longs.length, each::add);
                    assertThat(each)
                            .containsExactlyElementsOf(
                                    Arrays.stream(longs).boxed().toList());
                };
            }
            default -> {
                output.putText("Größe");
                output.putType(TYPE);
                return input -> {
                    input.skipLongs(longs.length);
                    assertThat(input.getText()).isEqualTo("Größe");
                    assertThat(input.getType()).isEqualTo(TYPE);
                };
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "255, 1",
        "256, 2",
        "65535, 2",
        "65536, 4",
        "4294967295, 4",
        "4294967296, 8",
        "-1, 8",
    })
    void distancesTakeTheFewestBytesThatHoldTheGreatest(long distance, int width) {
        StateOutput output = new StateOutput();
        long[] values = {Long.MIN_VALUE + 7, Long.MIN_VALUE + 7 + distance};
        long[] ascending = values[0] <= values[1] ? values : new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
        output.putLongs(ascending, 2);

        assertThat(output.toBytes()).hasSize(9 + 2 * width);
        assertThat(new StateInput(output.toBytes()).getLongs(2)).isEqualTo(ascending);
    }

    @Test
    void ascendingValuesAreWrittenByTheirDifferences() {
        StateOutput output = new StateOutput();
        output.putAscending(new long[] {-5, 1_000_000, 1_000_200, 1_000_455}, 1);
        output.putAscending(new long[0], 0);
        output.putAscending(new long[] {1_000_000, 1_000_200, 1_000_455}, 3);

        byte[] saved = output.toBytes();
        assertThat(saved).hasSize(3 * 17 + 3);
        StateInput input = new StateInput(saved);
        assertThat(input.getAscending(1)).containsExactly(-5);
        assertThat(input.getAscending(0)).isEmpty();
        assertThat(input.getAscending(3)).containsExactly(1_000_000, 1_000_200, 1_000_455);
    }

    @Test
    void whatEndsTooEarlyIsRefusedAndNotMadeUp() {
        StateOutput output = new StateOutput();
        output.putBytes(new byte[40], 0, 40);
        byte[] cut = Arrays.copyOf(output.toBytes(), 43);
        assertThatThrownBy(() -> new StateInput(cut).skipBytes()).hasMessage("saved statistics end too early");
        StateOutput wide = new StateOutput();
        wide.putLongs(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 2);
        byte[] short24 = Arrays.copyOf(wide.toBytes(), 24);
        assertThatThrownBy(() -> new StateInput(short24).getLongs(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StateInput(short24).skipLongs(2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(short24).isEqualTo(Arrays.copyOf(wide.toBytes(), 24));
        assertThatThrownBy(() -> new StateInput(cut).getBytes()).hasMessage("saved statistics end too early");
        assertThatThrownBy(() -> new StateInput(new byte[7]).getLong()).hasMessage("saved statistics end too early");
        assertThatThrownBy(() -> new StateInput(new byte[3]).getInt()).hasMessage("saved statistics end too early");
    }

    @Test
    void aStreamThatBreaksIsNoEnd() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> new StateInput(broken).getByte()).isInstanceOf(UncheckedIOException.class);
    }

    /** Gives a few bytes a call. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream bytes;

        Trickle(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, Math.min(length, 777));
        }
    }
}
