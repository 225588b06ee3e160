package dev.starbeam.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.source.DatabaseUrl;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.TableModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is planned and split, whatever the files hold. */
class SourceTest {
    private static final FileSource FILES = new RowsInMemory(
                    Map.of("a.txt", List.of(), "b.txt", List.of(), "c.z", List.of(), "d.hidden", List.of()), Map.of())
            .source();

    @Test
    void everyFileIsARangeAndWhatIsCommittedIsNotUnread() throws Exception {
        SourcePlan all = FILES.plan(Committed.NOTHING);
        assertThat(all.found()).extracting(SourceRange::path).containsExactly("a.txt", "b.txt", "c.z", "d.hidden");
        assertThat(all.unread()).isEqualTo(all.found());
        SourcePlan rest = FILES.plan(new Committed(Set.of(all.found().get(1).identity())));
        assertThat(rest.found()).isEqualTo(all.found());
        assertThat(rest.unread()).extracting(SourceRange::path).containsExactly("a.txt", "c.z", "d.hidden");
    }

    @Test
    void anotherContentUnderTheSameNameIsUnread() {
        SourceFile file = new SourceFile("a", 100, 5, null, true);
        Committed committed = new Committed(Set.of(SourceRange.of("raw", file).identity()));
        assertThat(committed.has(SourceRange.of("raw", new SourceFile("a", 100, 5, null, false))))
                .isTrue();
        assertThat(committed.has(SourceRange.of("raw", new SourceFile("a", 100, 6, null, true))))
                .isFalse();
        assertThat(committed.has(SourceRange.of("raw", new SourceFile("a", 101, 5, null, true))))
                .isFalse();
        assertThat(committed.has(SourceRange.of("other", file))).isFalse();
        SourceFile read = file.read("crc32c:1");
        Committed contents = new Committed(Set.of(SourceRange.of("raw", read).identity()));
        assertThat(contents.has(SourceRange.of("raw", file)))
                .as("marks that have not changed stand for the content")
                .isTrue();
        SourceFile touched = new SourceFile("a", 100, 6, null, true);
        assertThat(contents.has(SourceRange.of("raw", touched))).isFalse();
        assertThat(contents.has(SourceRange.of("raw", touched.read("crc32c:1"))))
                .isTrue();
        assertThat(contents.has(SourceRange.of("raw", file.read("crc32c:2")))).isFalse();
        assertThat(new SourceFile("a", 100, 5, "etag", true).version())
                .as("a checksum says it whatever the time")
                .isEqualTo(new SourceFile("a", 100, 6, "etag", true).version());
    }

    @Test
    void largeFilesAreSplitUnlessTheyArePacked() throws Exception {
        List<SourceRange> planned = FILES.plan(Committed.NOTHING).found();
        assertThat(FILES.split(planned.get(0), 60)).containsExactly(planned.get(0));
        assertThat(FILES.split(planned.get(0), 40))
                .containsExactly(planned.get(0).between(0, 50), planned.get(0).between(50, 100));
        SourceRange named = planned.get(2);
        assertThat(named.splittable()).isFalse();
        assertThat(named.textBytes()).isEqualTo(800);
        assertThat(FILES.maySplit(named, 1)).isFalse();
        SourceRange hidden = planned.get(3);
        assertThat(hidden.splittable()).isTrue();
        assertThat(FILES.split(hidden, 40))
                .as("as its bytes say, once they are looked at")
                .containsExactly(SourceRange.unsplittable("raw", hidden.file(), 800));
    }

    /** Each range would read over all that stands before it. */
    @Test
    void aFileThatCannotSeekIsReadInOne() throws Exception {
        SourceRange range = SourceRange.of("raw", new SourceFile("a.txt", 100, 5, null, false));
        assertThat(FILES.maySplit(range, 40)).isFalse();
        assertThat(FILES.split(range, 40)).containsExactly(range);
    }

    /** Its parts show one state only when one worker opens them. */
    @Test
    void aTableIsOneRangeAndNeverKnownAsRead() {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://db/shop").orElseThrow();
        JdbcModel jdbc = new JdbcModel("jdbc:postgresql://db/shop/t", url, null, null, null, "select 1", null, 1);
        TableSource table = new TableSource(new TableModel("raw", jdbc, Schema.of()), opened -> null);
        SourceRange first = table.plan(Committed.NOTHING).found().get(0);
        SourcePlan again = table.plan(new Committed(Set.of(first.identity())));
        assertThat(again.unread()).hasSize(1).isEqualTo(again.found());
        assertThat(table.split(first, 1)).containsExactly(first);
        assertThat(first.splittable()).isFalse();
        assertThat(first.path()).isEqualTo("jdbc:postgresql://db/shop/t");
    }
}
