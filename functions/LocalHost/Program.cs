using LocalHost;

try
{
    // "demo" and its switches come in as another command here.
    return args.FirstOrDefault() switch
    {
        _ => await RunCommand.RunAsync(CommandLine.Parse(args)),
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
