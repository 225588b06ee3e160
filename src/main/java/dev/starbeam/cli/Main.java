package dev.starbeam.cli;

/** Entry point of the launcher and of the bundled jars. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("usage: starbeam <command> [--name=value ...]");
    }
}
