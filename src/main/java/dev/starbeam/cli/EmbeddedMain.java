package dev.starbeam.cli;

/** Whether this program was called by a process that goes on: Flink's client, or the JobManager that was given the jar. */
final class EmbeddedMain {
    private static final String ENVIRONMENT = "org.apache.flink.api.java.ExecutionEnvironment";

    private EmbeddedMain() {}

    /** Asked of Flink by name, since its classes are there in its own runs only. */
    static boolean isEmbedded() {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> environment = Class.forName(ENVIRONMENT, false, loader);
            return environment
                    .getMethod("areExplicitEnvironmentsAllowed")
                    .invoke(null)
                    .equals(false);
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    /** The program has failed; its caller lives on. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(int exitCode) {
            super("starbeam ended with exit code " + exitCode + "; what it told is on standard error");
        }
    }
}
