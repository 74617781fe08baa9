package io.renewals.launcher;

import java.io.PrintStream;
import java.util.List;

/** Starts the product on this machine, or asks the launcher that already runs to do something. */
public final class Main {
    private static final int REFUSED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        // Before the first use of the JDK's HTTP classes, which read these once.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        PrintStream terminal = System.out;
        try {
            System.exit(run(Options.parse(List.of(arguments)), terminal));
        } catch (LaunchRefused e) {
            terminal.println(e.getMessage());
            System.exit(REFUSED);
        }
    }

    private static int run(Options options, PrintStream terminal) {
        return switch (options.command()) {
            case "up" -> Laptop.run(options, System.getenv(), terminal, false);
            case "demo" -> Laptop.run(options, System.getenv(), terminal, true);
            case "train" -> Laptop.run(options, System.getenv(), terminal, true);
            case "infra" -> Infra.run(options, terminal);
            case "prepare" -> Prepare.run(System.getenv(), terminal);
            case "restart", "kill" ->
                RunningLauncher.in(options.dataFolder()).ask(options.command(), options.operands(), terminal);
            case "status" -> RunningLauncher.in(options.dataFolder()).status(terminal);
            case "help", "--help", "-h" -> {
                terminal.print(Options.USAGE);
                yield 0;
            }
            default -> throw new LaunchRefused("unknown command " + options.command() + "\n" + Options.USAGE);
        };
    }
}
