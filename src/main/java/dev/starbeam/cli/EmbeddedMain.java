package dev.starbeam.cli;

/** Whether this program was called by a process that goes on: Flink's client, or the JobManager that was given the jar. */
final class EmbeddedMain {
    private static final String ENVIRONMENT = "org.apache.flink.api.java.ExecutionEnvironment";
    private static final String ATTACHED = "execution.attached";

    private EmbeddedMain() {}

    /** Asked of Flink by name, since its classes are there in its own runs only. */
    static boolean isEmbedded() {
        try {
            return environment()
                    .getMethod("areExplicitEnvironmentsAllowed")
                    .invoke(null)
                    .equals(false);
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    /** Whether the caller ends, or goes on to other things, once the job is submitted: as after {@code flink run -d}. */
    static boolean isDetached() {
        if (!isEmbedded()) {
            return false;
        }
        try {
            Object environment =
                    environment().getMethod("getExecutionEnvironment").invoke(null);
            Object settings = environment().getMethod("getConfiguration").invoke(environment);
            return !settings.getClass()
                    .getMethod("getBoolean", String.class, boolean.class)
                    .invoke(settings, ATTACHED, false)
                    .equals(true);
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    private static Class<?> environment() throws ClassNotFoundException {
        return Class.forName(ENVIRONMENT, false, Thread.currentThread().getContextClassLoader());
    }

    /** The program has failed; its caller lives on. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(int exitCode) {
            super("starbeam ended with exit code " + exitCode + "; what it told is on standard error");
        }
    }
}
