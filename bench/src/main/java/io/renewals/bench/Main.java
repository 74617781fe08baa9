package io.renewals.bench;

import java.io.PrintStream;
import java.util.List;

/** Measures the product from outside, as it stands on this machine, and prints a table. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream terminal = System.out;
        Settings settings;
        try {
            settings = Settings.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            terminal.println(e.getMessage());
            System.exit(2);
            return;
        }
        Report report = new Report(terminal);
        report.machine();
        for (Settings.Part part : settings.parts()) {
            switch (part) {
                case START -> StartAndRest.measure(settings, report);
                case FLOW -> Flow.measure(settings, report);
                case SCAN -> BigScan.measure(settings, report);
            }
        }
        report.table();
        System.exit(0);
    }
}
