package dev.starbeam;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;

/** Files and methods stay short enough to be read in one go. */
class SizeLimitsTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final int LONGEST_FILE = 500;
    private static final int LONGEST_METHOD = 50;

    @Test
    void filesStayBelowTheLimit() throws IOException {
        Map<String, Integer> tooLong = new TreeMap<>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file, StandardCharsets.UTF_8).size();
            if (lines > LONGEST_FILE) {
                tooLong.put(MAIN.relativize(file).toString(), lines);
            }
        }
        assertThat(tooLong).as("files longer than %d lines", LONGEST_FILE).isEmpty();
    }

    @Test
    void methodsStayBelowTheLimit() throws IOException {
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask parsing = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(parsing).getSourcePositions();
            for (CompilationUnitTree unit : parsing.parse()) {
                new LongMethods(unit, positions, tooLong).scan(unit, null);
            }
        }
        assertThat(tooLong).as("methods longer than %d lines", LONGEST_METHOD).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> tree = Files.walk(MAIN)) {
            return tree.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long lines = lines(method);
            if (lines > LONGEST_METHOD) {
                String file =
                        Path.of(unit.getSourceFile().getName()).getFileName().toString();
                tooLong.add("%s %s: %d lines".formatted(file, method.getName(), lines));
            }
            return super.visitMethod(method, null);
        }

        private long lines(Tree tree) {
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, tree));
            return map.getLineNumber(positions.getEndPosition(unit, tree)) - first + 1;
        }
    }
}
