package dev.starbeam;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files and methods stay small enough to be read at one go. */
class CodeSizeTest {
    private static final Map<String, Integer> FILES = new TreeMap<>();
    private static final Map<String, Integer> METHODS = new TreeMap<>();

    @BeforeAll
    static void measure() throws IOException {
        List<Path> sources;
        try (Stream<Path> paths = Files.walk(Path.of("src"))) {
            sources = paths.filter(path -> path.toString().endsWith(".java")).toList();
        }
        for (Path source : sources) {
            try (Stream<String> lines = Files.lines(source)) {
                FILES.put(source.toString(), (int) lines.count());
            }
        }
        measureMethods(sources);
    }

    private static void measureMethods(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodScanner(unit, positions).scan(unit, null);
            }
        }
    }

    @Test
    void noFileIsLongerThan300LinesAndHalfOfThemAreBelow90() {
        assertThat(longerThan(FILES, 300)).isEmpty();
        assertThat(quantile(FILES, 0.5)).isLessThan(90);
    }

    @Test
    void noMethodIsLongerThan50LinesAndNineInTenOfTheProductAreBelow15() {
        assertThat(METHODS).hasSizeGreaterThan(1000);
        assertThat(longerThan(METHODS, 50)).isEmpty();
        Map<String, Integer> product = new TreeMap<>(METHODS);
        product.keySet().removeIf(method -> !method.startsWith(Path.of("src", "main") + File.separator));
        assertThat(product).hasSizeGreaterThan(1000);
        assertThat(quantile(product, 0.9)).isLessThan(15);
    }

    private static Map<String, Integer> longerThan(Map<String, Integer> lengths, int limit) {
        Map<String, Integer> longer = new TreeMap<>(lengths);
        longer.values().removeIf(length -> length <= limit);
        return longer;
    }

    private static int quantile(Map<String, Integer> lengths, double share) {
        List<Integer> sorted = new ArrayList<>(lengths.values());
        sorted.sort(null);
        return sorted.get((int) (sorted.size() * share));
    }

    /** Notes the lines of each method's body, braces included. */
    private static final class MethodScanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        MethodScanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            // From the body on: a table of cases among the annotations is data.
            long start = method.getBody() == null ? -1 : positions.getStartPosition(unit, method.getBody());
            if (start >= 0) {
                LineMap lines = unit.getLineMap();
                long first = lines.getLineNumber(start);
                long last = lines.getLineNumber(positions.getEndPosition(unit, method));
                METHODS.put(unit.getSourceFile().getName() + ":" + first, (int) (last - first + 1));
            }
            return super.visitMethod(method, null);
        }
    }
}
