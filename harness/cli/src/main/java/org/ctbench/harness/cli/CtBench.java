package org.ctbench.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "ctbench",
        description = "Does a published chest-CT result hold? Fixed splits, one protocol, published beside reproduced.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:a check failed, or a part of a plan has no result",
            "2:a mistake in the command, a plan, a list or the data; the message says where and what to do",
            "3:an error of ctbench or of the machine",
            "130:stopped (143 by SIGTERM); the same command resumes"
        },
        footer = {"", "Example:", "  ctbench reproduce demo"},
        subcommands = {
            ReproduceCommand.class,
            WorkCommand.class,
            SubmitCommand.class,
            EvaluateCommand.class,
            ScoreCommand.class,
            ResampleCommand.class,
            PredictionsCommand.class,
            ReportCommand.class,
            BundleCommand.class,
            ReplayCommand.class,
            RecheckCommand.class,
            KeygenCommand.class,
            WatchCommand.class,
            CheckCommand.class,
            HistoryCommand.class,
            PowerCommand.class,
            SplitsCommand.class,
            DataCommand.class,
            ModelsCommand.class,
            WeightsCommand.class,
            PlanCommand.class,
            NewCommand.class,
            PapersCommand.class,
            AuditCommand.class,
            AblateCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            VerifyDeterminismCommand.class,
            CompareEnginesCommand.class,
            StepsCommand.class,
            ProveCommand.class
        })
final class CtBench implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
