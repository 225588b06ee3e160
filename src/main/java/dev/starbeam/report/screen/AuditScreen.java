package dev.starbeam.report.screen;

import com.google.errorprone.annotations.FormatMethod;
import dev.starbeam.report.AuditSummary;
import dev.starbeam.report.RunSummary;
import dev.starbeam.words.Counted;
import java.util.Locale;

/** An audit as people read it: a line a check, with remedies below those that failed. */
public final class AuditScreen {
    private static final String ROW = "  %-10s %14s %12s  %s%n";

    private final StringBuilder text = new StringBuilder();

    private AuditScreen() {}

    /** The screen's text. */
    public static String of(AuditSummary audit) {
        AuditScreen screen = new AuditScreen();
        screen.line("%n" + ROW, "status", "rows judged", "flagged", "check");
        audit.checks().forEach(screen::check);
        screen.line("%n%s  (%.1f s)%n", audit.message(), audit.seconds());
        return screen.text.toString();
    }

    private void check(RunSummary.CheckLine check) {
        line(ROW, check.status(), Counted.number(check.judged()), Counted.number(check.flagged()), check.check());
        String indent = " ".repeat(42);
        if (check.status().equals("fail") || check.status().equals("warn")) {
            line("%s%s (expected %s)%n", indent, check.observed(), check.expected());
        }
        if (!check.power().isEmpty()) {
            line("%sno power over %s%n", indent, check.power());
        }
        check.remedies().forEach(remedy -> line("%s→ %s%n", indent, remedy));
    }

    @FormatMethod
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
