using LocalHost;
using LocalHost.Demo;

try
{
    var line = CommandLine.Parse(args);
    return line.Command switch
    {
        "demo" => await DemoCommand.RunAsync(line, CancellationToken.None),
        "help" => Help(),
        "history" => HistoryCommand.Run(line, Console.Out),
        "verify" => await VerifyCommand.RunAsync(line, Console.Out, CancellationToken.None),
        _ => await RunCommand.RunAsync(line),
    };
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}{Environment.NewLine}{Environment.NewLine}{CommandLine.Usage}");
    return 2;
}
catch (LocalHostException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}

// The boundary: a person started it, and a crash dump of the runtime tells less.
catch (Exception fault)
{
    Console.Error.WriteLine($"LocalHost ends by a fault of its own or of the app: {fault}");
    return 1;
}

static int Help()
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}
