package io.renewals.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: global options, subcommands and how they end. */
@Command(
        name = "rn",
        description =
                "The renewal negotiator from a terminal. Offers are approved where their text is shown, not here.",
        sortOptions = false,
        usageHelpAutoWidth = false,
        usageHelpWidth = 100,
        subcommands = {
            ImportCommand.class,
            ScanCommand.class,
            QueueCommand.class,
            UndoCommand.class,
            ProposalsCommand.class,
            AccountsCommand.class,
            StatesCommand.class,
            RulebookCommand.class,
            DeadCommand.class,
            ReconcileCommand.class,
            AuditCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the rules, or by the state of things (also: rows of an import were refused)",
            "2:the command line is wrong, or a file can't be read",
            "3:not signed in, or not this person's to do",
            "4:the service can't be reached, failed, or did not finish in time",
            "5:differences found (reconcile), or the trail does not verify (audit verify)"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  RN_URL, RN_USER, RN_PASSWORD   as the options; here a password is in no list of processes",
            "  RN_COLUMNS                     width that tables are cut to; default: the terminal's"
        })
public final class Rn implements Runnable {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, String> environment;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Address of the front door; default: RN_URL, else http://localhost:8080")
    private URI url;

    @Option(
            names = "--user",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Who asks (HTTP Basic); default: RN_USER")
    private String user;

    @Option(
            names = "--password",
            scope = ScopeType.INHERIT,
            interactive = true,
            arity = "0..1",
            paramLabel = "PASSWORD",
            description = "Default: RN_PASSWORD; asked for where no value follows")
    private String password;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "The whole answer as JSON, refusals too")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Results only: no headings, progress or remarks")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "This help")
    private boolean help;

    Rn(Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Rn(System.getenv(), Clock.systemUTC(), out, err).run(arguments));
    }

    /** @return the exit code */
    int run(String... arguments) {
        CommandLine line = new CommandLine(this)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            Failure failure = exception instanceof Failure expected ? expected : notUnderstood(exception);
            output().failure(failure);
            return failure.exit().code();
        });
        line.setParameterExceptionHandler((wrong, given) -> {
            err.println("rn: " + wrong.getMessage());
            err.println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName(" ") + " --help");
            return Exit.USAGE.code();
        });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    Clock clock() {
        return clock;
    }

    Output output() {
        return new Output(out, err, json, quiet, width());
    }

    Api api() {
        URI address = url != null ? url : URI.create(setting("RN_URL").orElse("http://localhost:8080"));
        if (address.getScheme() == null || address.getHost() == null) {
            throw Failure.of(Exit.USAGE, "bad-url", "--url is " + address, "give it as http://host:port.");
        }
        String base = address.toString().replaceAll("/+$", "");
        Optional<String> who = Optional.ofNullable(user).or(() -> setting("RN_USER"));
        String secret =
                Optional.ofNullable(password).or(() -> setting("RN_PASSWORD")).orElse("");
        if (who.isPresent() && address.getScheme().equals("http") && !THIS_MACHINE.contains(address.getHost())) {
            output().progress("rn: warning: the password travels unencrypted to " + address.getHost() + "; use https.");
        }
        return new Api(URI.create(base), who.map(name -> basic(name, secret)));
    }

    private static Failure notUnderstood(Exception e) {
        return Failure.of(
                Exit.UNREACHABLE,
                "not-understood",
                "The answer was not understood (" + e + ")",
                "is rn of the same version as the services?");
    }

    private int width() {
        return setting("RN_COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{0,4}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
